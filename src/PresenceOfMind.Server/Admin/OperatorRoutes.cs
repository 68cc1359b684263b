using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Nodes;
using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Admin;

/// <summary>What an operator asks of a running server: why endpoints hear nothing, its nodes, and the load.</summary>
internal static class OperatorRoutes
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet(
            "/diagnosis",
            (IDiagnosis diagnosis) => TypedResults.Json(diagnosis.List(), AdminJson.Default.IReadOnlyListEndpointDiagnosis));
        admin.MapGet("/nodes", (INodes nodes) => TypedResults.Json(
            [.. nodes.List().Select(n => new NodeView(n.Key, n.Value))], AdminJson.Default.IReadOnlyListNodeView));
        admin.MapPut("/nodes/{node}", SetNodeAsync);
        admin.MapGet("/load", (LoadGate gate) => Load(gate));
        admin.MapPut("/load", async (HttpRequest request, LoadGate gate) =>
        {
            var body = await request.ReadAsync(AdminJson.Default.LoadBody);
            gate.Force(body.Forced);
            return Load(gate);
        });
    }

    private static async Task<IResult> SetNodeAsync(HttpRequest request, string node, INodes nodes)
    {
        var body = await request.ReadAsync(AdminJson.Default.NodeBody);
        var up = body.Up ?? throw AdminException.Wrong("up must be true or false.", "up");
        return await nodes.SetAsync(node, up)
            ? TypedResults.NoContent()
            : throw AdminException.NotFound($"There is no node {node}. The nodes are {string.Join(", ", nodes.List().Keys)}.");
    }

    private static JsonHttpResult<LoadView> Load(LoadGate gate) =>
        TypedResults.Json(new LoadView(!gate.IsOpen, gate.Forced), AdminJson.Default.LoadView);
}

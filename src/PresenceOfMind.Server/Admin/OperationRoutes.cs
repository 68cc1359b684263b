using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Notifications;

namespace PresenceOfMind.Server.Admin;

/// <summary>What an operator asks of a running server: why endpoints hear nothing, and the load.</summary>
internal static class OperationRoutes
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/diagnosis", (IDiagnosis diagnosis) => TypedResults.Json(diagnosis.List(), AdminJson.Default.IReadOnlyListEndpointDiagnosis));
        admin.MapGet("/load", (LoadGate gate) => Load(gate));
        admin.MapPut("/load", async (HttpRequest request, LoadGate gate) =>
        {
            var body = await request.ReadAsync(AdminJson.Default.LoadBody);
            gate.Force(body.Forced);
            return Load(gate);
        });
    }

    private static JsonHttpResult<LoadView> Load(LoadGate gate) => TypedResults.Json(new LoadView(!gate.IsOpen, gate.Forced), AdminJson.Default.LoadView);
}

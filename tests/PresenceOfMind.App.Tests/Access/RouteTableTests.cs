using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.App.Demo;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>The table of who may do what names each route, and each route keeps to it for each role.</summary>
public sealed partial class RouteTableTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Team = DemoPeople.Team;
    /// <summary>A method that no route takes by name.</summary>
    private const string OfNoRoute = "PURGE";

    private const string Worker = "liam@localhost";

    [Fact]
    public void Each_route_of_the_port_stands_in_the_table()
    {
        var unknown = Requests().Where(r => RouteTable.Find(r.Method, r.Pattern, r.IsOfAllMethods) is null).ToList();
        Assert.True(unknown.Count == 0, string.Join("\n", unknown));
        Assert.True(Requests().Count > 100);
    }

    [Fact]
    public void Each_row_of_the_table_is_a_route()
    {
        var mapped = Requests().Select(r => RouteTable.Name(r.IsOfAllMethods ? "ANY" : r.Method, r.Pattern)).ToHashSet();
        var absent = RouteTable.Names.Except(mapped).ToList();
        Assert.True(absent.Count == 0, string.Join("\n", absent));
    }

    [Fact]
    public async Task Each_route_keeps_to_the_table_for_each_role()
    {
        var roles = new Dictionary<Role, string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var isAdministrator = role == Role.Administrator;
            var grant = new Grant(role, isAdministrator ? null : Team, role == Role.Worker ? Worker : null);
            roles[role] = (await program.Keys.AddAsync(new NewKey($"table-{role}", grant), null)).Text;
        }

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = program.Page };
        var wrong = new List<string>();
        foreach (var request in Requests().Where(r => !IsStream(r.Pattern)))
        {
            var rule = RouteTable.Find(request.Method, request.Pattern, request.IsOfAllMethods)!.Value;
            var without = await SendAsync(http, request, null);
            var refused = rule.IsPage ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized;
            if ((without == refused) != (rule.Needs is not Permission.Public))
            {
                wrong.Add($"{request.Method} {request.Pattern} without a key: {without}");
            }

            foreach (var (role, key) in roles)
            {
                var status = await SendAsync(http, request, key);
                if ((status is HttpStatusCode.Forbidden) == IsAllowed(role, rule))
                {
                    wrong.Add($"{request.Method} {request.Pattern} as {role}: {status}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>The paths of these requests name the worker's own contact, and a task that is nobody's.</summary>
    private static bool IsAllowed(Role role, AccessRule rule) => role.Has(rule.Needs)
        || (role == Role.Worker && role.HasForOwn(rule.Needs) && rule.Own is Ownership.WorkerInPath or Ownership.Handler);

    /// <summary>A circuit stays open; that it needs a key is tried by its negotiation.</summary>
    private static bool IsStream(string pattern) => pattern.Trim('/') is "_blazor";

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, Request request, string? key)
    {
        var path = Parameter().Replace(request.Pattern, match => match.Groups[1].Value switch
        {
            "team" => Team,
            "contact" => Worker,
            var name => name.StartsWith('*') ? "nothing" : "x-none",
        });
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), "/" + path.Trim('/'));
        message.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (request.Method is "POST" or "PUT" or "PATCH")
        {
            // No handler takes this, so nothing is changed.
            message.Content = request.Pattern.StartsWith("/page/", StringComparison.Ordinal)
                ? new FormUrlEncodedContent([])
                : new StringContent("[", null, "application/json");
        }

        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private List<Request> Requests() =>
    [
        .. program.Routes.SelectMany(route =>
        {
            var methods = route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
            var pattern = route.RoutePattern.RawText!;
            return methods.Count == 0 ? [new Request(OfNoRoute, pattern, true)] : methods.Select(m => new Request(m, pattern, false));
        }).Distinct(),
    ];

    [GeneratedRegex(@"\{(\*{0,2}\w+)[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Request(string Method, string Pattern, bool IsOfAllMethods);
}

using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PresenceOfMind.Access.Accounts;
using PresenceOfMind.Access.Audit;
using PresenceOfMind.Access.Http;
using PresenceOfMind.Access.Keys;
using PresenceOfMind.Access.Refusals;
using PresenceOfMind.Access.Roles;
using PresenceOfMind.Access.Sessions;
using PresenceOfMind.Access.Storage;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Sources;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Notifications;
using PresenceOfMind.Web;
using PresenceOfMind.Web.Access;
using PresenceOfMind.Web.Shell;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>Pages read and do only what the table of page actions names, and each action keeps to it for each role.</summary>
public sealed class PageActionTests(RunningProgram program) : IClassFixture<RunningProgram>
{
    private const string Team = "demo";
    private const string Worker = "liam@localhost";
    private const string Password = "correct horse battery";

    private static readonly MethodInfo[] Actions =
    [
        .. new[] { typeof(PageActions), typeof(AccessActions), typeof(OwnAccountActions) }.SelectMany(
            t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)),
    ];

    [Fact]
    public void Each_action_of_the_page_is_a_row_of_the_table_and_each_row_an_action() => Assert.Equal(
        PageActionTable.Names.Order(StringComparer.Ordinal),
        Actions.Select(m => m.Name.Replace("Async", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Pages_reach_teams_by_the_actions_of_the_table_alone()
    {
        Type[] allowed =
        [
            typeof(PageActions), typeof(AccessActions), typeof(OwnAccountActions), typeof(PageRightsService), typeof(PageUser),
            typeof(PageOptions),
            typeof(ShownTeam), typeof(NavigationManager), typeof(TimeProvider), typeof(AccessState), typeof(SignInService),
            typeof(OpenIdOffer), typeof(PasskeyOffer),
            typeof(OpenPages),
        ];
        var components = typeof(PresencePageExtensions).Assembly.GetTypes().Where(typeof(ComponentBase).IsAssignableFrom).ToList();
        var injected = components
            .SelectMany(c => c.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(p => p.GetCustomAttribute<InjectAttribute>() is not null)
            .Select(p => (p.DeclaringType!.Name, p.PropertyType))
            .Distinct()
            .ToList();
        Assert.True(components.Count >= 12 && injected.Count >= 10, "No components were found.");
        Assert.DoesNotContain(injected, i => !allowed.Contains(i.PropertyType));

        // Routes of forms take services as parameters of their handlers.
        var handlers = typeof(PresencePageExtensions).Assembly.GetTypes()
            .Where(t => t.FullName!.Contains("OverviewRoutes", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(m => m.GetParameters())
            .Select(p => p.ParameterType)
            .ToList();
        Assert.Contains(typeof(PageActions), handlers);
        Assert.DoesNotContain(typeof(ITeams), handlers);
    }

    [Fact]
    public async Task Each_action_keeps_to_the_table_for_each_role()
    {
        var teams = program.Services.GetRequiredService<ITeams>();
        var foreign = await teams.AddTaskAsync(new(Team), new NewTask("Water the plants") { Named = [new Contact("grace@localhost")] });
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var isAdministrator = role == Role.Administrator;
            var grant = new Grant(role, isAdministrator ? null : Team, role == Role.Worker ? Worker : null);
            var account = await program.Accounts.AddAsync($"action-{role}", Password, [grant], null);
            foreach (var action in Actions)
            {
                var rule = PageActionTable.Find(action.Name.Replace("Async", "", StringComparison.Ordinal))!.Value;

                // The task is another's, and the worker of other arguments the own one.
                var mayOwn = role == Role.Worker
                    && role.HasForOwn(rule.Needs)
                    && rule.Own is Ownership.Handler or Ownership.WorkerInPath;
                // An action may end the session, whose stamp is then another.
                var isAllowed = await IsAllowedAsync(Begin(program.Accounts.Find(account.Name)!), action, foreign.Id, Worker);
                if (isAllowed != (role.Has(rule.Needs) || mayOwn))
                {
                    wrong.Add($"{action.Name} as {role}: {(isAllowed ? "allowed" : "refused")}");
                }

                // Keys, accounts and the audit are of several teams; the services ask which.
                if (rule.Scope is not TeamScope.Handler
                    && await IsAllowedAsync(
                        Begin(program.Accounts.Find(account.Name)!), action, foreign.Id, Worker, team: "other")
                    && !isAdministrator)
                {
                    wrong.Add($"{action.Name} as {role} in a team of others: allowed");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task A_worker_sees_and_ends_the_own_tasks_alone_and_the_log_keeps_the_account()
    {
        var teams = program.Services.GetRequiredService<ITeams>();

        // Tasks that other tests added would come first.
        await teams.CancelOpenTasksAsync(new(Team));
        await ReportAvailableAsync();
        var own = await teams.AddTaskAsync(new(Team), new NewTask("Mine") { Named = [new Contact(Worker)] });
        var other = await teams.AddTaskAsync(new(Team), new NewTask("Not mine") { Named = [new Contact("grace@localhost")] });
        var account = await program.Accounts.AddAsync("liam", Password, [new Grant(Role.Worker, Team, Worker)], null);
        await using var scope = program.Services.CreateAsyncScope();
        var actions = await OpenAsync(scope.ServiceProvider, Begin(account), Team);

        var view = await actions.ShowTeamAsync();
        Assert.Equal([Worker], view.Workers.Select(w => w.Contact.Value));
        Assert.Contains(own.Id, view.Tasks.Select(t => t.Id));
        Assert.DoesNotContain(other.Id, view.Tasks.Select(t => t.Id));
        Assert.Null(await actions.ShowTaskAsync(other.Id));
        await Assert.ThrowsAsync<AccessException>(() => actions.CompleteTaskAsync(other.Id, null));
        await Assert.ThrowsAsync<AccessException>(() => actions.AcceptOfferAsync(own.Id, new Contact("grace@localhost")));

        await actions.CompleteTaskAsync(own.Id, null);

        Assert.NotNull((await teams.FindTaskAsync(new(Team), own.Id))!.CompletedAt);
        using var http = new HttpClient { BaseAddress = program.Page };
        var key = await program.Keys.AddAsync(new NewKey("reader", new Grant(Role.Viewer, Team, null)), null);
        http.DefaultRequestHeaders.Authorization = new("Bearer", key.Text);
        var history = await http.GetStringAsync(
            $"/api/v1/teams/{Team}/tasks/{own.Id}/history", TestContext.Current.CancellationToken);
        Assert.Contains("account:liam", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_that_the_reader_may_not_see_looks_like_one_that_is_not_there()
    {
        var account = await program.Accounts.AddAsync("elsewhere", Password, [new Grant(Role.Lead, "sales", null)], null);
        foreach (var (named, missing) in new[] { (Team, "There is no team demo."), ("none", "There is no team none.") })
        {
            await using var scope = program.Services.CreateAsyncScope();
            await OpenAsync(scope.ServiceProvider, Begin(account), named);
            var shown = scope.ServiceProvider.GetRequiredService<ShownTeam>();
            Assert.Empty(shown.All);
            Assert.StartsWith(missing, shown.Missing, StringComparison.Ordinal);
            Assert.DoesNotContain("pom teams add", shown.Missing, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_ends_for_a_page_that_is_open_as_soon_as_the_account_changes()
    {
        var account = await program.Accounts.AddAsync("open", Password, [new Grant(Role.Lead, Team, null)], null);
        await using var scope = program.Services.CreateAsyncScope();
        var actions = await OpenAsync(scope.ServiceProvider, Begin(account), Team);
        await actions.ShowTeamAsync();

        await program.Accounts.RevokeAsync("open", new Grant(Role.Lead, Team, null));

        var refusal = await Assert.ThrowsAsync<AccessException>(actions.ShowTeamAsync);
        Assert.Equal(401, refusal.Status);
        Assert.Null(await scope.ServiceProvider.GetRequiredService<PageUser>().FindAsync());
    }

    [Theory]
    [InlineData(false, "Everybody at this machine is administrator.", "pom-open")]
    [InlineData(true, "also from other machines.", "pom-open-to-others")]
    public async Task The_page_says_that_everybody_is_administrator_and_in_red_where_other_machines_reach_it(
        bool isReached, string said, string style)
    {
        await using var scope = program.Services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<OpenNotice>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["IsReachedByOthers"] = isReached }))).ToHtmlString());
        Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Contains("pom accounts add NAME", html, StringComparison.Ordinal);
        Assert.Contains(style, html, StringComparison.Ordinal);
        Assert.Equal(isReached, html.Contains("pom-open-to-others", StringComparison.Ordinal));
    }

    private async Task ReportAvailableAsync()
    {
        var sink = program.Services.GetRequiredService<IPresenceSink>();
        var epoch = await sink.OpenAsync(new(Team));
        var now = program.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await sink.ReportAsync(new(Team), epoch, 1, now, [new ContactPresence { ContactUri = Worker, State = PresenceState.Available }]);
    }

    private static async Task<PageActions> OpenAsync(IServiceProvider services, ClaimsPrincipal user, string team)
    {
        services.GetRequiredService<PageUser>().Use(user);
        await services.GetRequiredService<ShownTeam>().ChooseAsync(team);
        return services.GetRequiredService<PageActions>();
    }

    private ClaimsPrincipal Begin(Account account) =>
        program.Services.GetRequiredService<PrincipalClaims>().Begin(account);

    /// <summary>Whether the action was carried out, or refused by the dispatcher alone, and not for want of a role.</summary>
    private async Task<bool> IsAllowedAsync(
        ClaimsPrincipal user, MethodInfo action, TaskId task, string worker, string team = Team)
    {
        await using var scope = program.Services.CreateAsyncScope();
        var actions = await OpenAsync(scope.ServiceProvider, user, team);
        object?[] arguments =
        [
            .. action.GetParameters().Select(p => p.Name switch
            {
                "id" => task,
                "worker" or "contact" => new Contact(worker),
                "title" => "Anything",
                "name" => "nobody",
                "context" => new DefaultHttpContext { RequestServices = scope.ServiceProvider },
                "filter" => new AuditFilter(),
                "body" when p.ParameterType == typeof(KeyBody) => new KeyBody { Name = " ", Role = "viewer", Team = Team },
                "body" when p.ParameterType == typeof(AccountBody) =>
                    new AccountBody { Name = " ", Password = Password, Grants = [new GrantBody { Role = "viewer", Team = Team }] },
                "body" when p.ParameterType == typeof(GrantBody) => new GrantBody { Role = "viewer", Team = Team },
                "body" => Activator.CreateInstance(p.ParameterType),
                "cancellationToken" => (object)TestContext.Current.CancellationToken,
                _ => null,
            }),
        ];
        try
        {
            var target = action.DeclaringType == typeof(PageActions)
                ? actions
                : scope.ServiceProvider.GetRequiredService(action.DeclaringType!);
            switch (action.Invoke(target, arguments))
            {
                case IAsyncEnumerable<long> positions:
                    await using (var first = positions.GetAsyncEnumerator(TestContext.Current.CancellationToken))
                    {
                        await first.MoveNextAsync();
                    }

                    return true;
                case Task<TaskView?> shown:
                    return await shown is not null;
                case Task<IReadOnlyList<EndpointDiagnosis>> silent:
                    return (await silent).Count > 0 || (await scope.ServiceProvider.GetRequiredService<PageUser>().FindAsync())!
                        .Has(Permission.Administer, team);
                case Task done:
                    await done;
                    return true;
                default:
                    throw new InvalidOperationException($"{action.Name} answers what this test does not know.");
            }
        }
        catch (DispatchException)
        {
            return true;
        }
        catch (AccessException refusal)
        {
            return refusal.Status != 403;
        }
    }
}

using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>
/// Completes ids, contacts, queues and the like by asking the program that runs. A shell waits for it, so it is short, and
/// silent if the program does not answer.
/// </summary>
/// <param name="api">Where the program runs.</param>
/// <param name="team">The option that names the team; null where the command has none.</param>
internal sealed class ApiCompletion(ApiOptions api, Option<string?>? team = null)
{
    private const string Tasks = "tasks?limit=100";
    private const string Workers = "workers?limit=500";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // By the names that arguments and options have in every command.
    private static readonly Dictionary<string, (string Path, string Member)> Sources = new()
    {
        ["id"] = (Tasks, "id"),
        ["contact"] = (Workers, "contact"),
        ["--worker"] = (Workers, "contact"),
        ["--to-worker"] = (Workers, "contact"),
        ["--prefer"] = (Workers, "contact"),
        ["--exclude"] = (Workers, "contact"),
        ["--named"] = (Workers, "contact"),
        ["--by"] = (Workers, "contact"),
        ["--queue"] = ("queues", "name"),
        ["--to-queue"] = ("queues", "name"),
        ["--channel"] = ("channels", "name"),
        ["--route"] = ("routes", "name"),
    };

    private static readonly string[] TaskStates = [.. Enum.GetNames<TaskState>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>Completes what a command takes, as far as the program knows it.</summary>
    /// <param name="command">The command with all its arguments and options.</param>
    public void AddTo(Command command)
    {
        foreach (var argument in command.Arguments.Where(a => a.CompletionSources.Count == 0))
        {
            if (argument.Name == "team")
            {
                AddTeams(argument.CompletionSources);
            }
            else if (Sources.TryGetValue(argument.Name, out var source))
            {
                Add(argument.CompletionSources, source.Path, source.Member);
            }
        }

        // A task's own id is a new one.
        foreach (var option in command.Options.Where(o => o.CompletionSources.Count == 0))
        {
            if (option == team)
            {
                AddTeams(option.CompletionSources);
            }
            else if (option.Name == "--state")
            {
                option.CompletionSources.Add(TaskStates);
            }
            else if (Sources.TryGetValue(option.Name, out var source))
            {
                Add(option.CompletionSources, source.Path, source.Member);
            }
        }
    }

    /// <summary>Completes by a list of the team's.</summary>
    /// <param name="sources">What is completed.</param>
    /// <param name="path">Where the list is, below the team's path.</param>
    /// <param name="member">The member of its entries to give.</param>
    public void Add(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, string path, string member) =>
        sources.Add(context => Ask(context, Prefix(context.ParseResult) + path, member));

    private void AddTeams(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources) =>
        sources.Add(context => Ask(context, "api/v1/teams", "team"));

    private string Prefix(ParseResult parsed)
    {
        var named = (team is null ? null : parsed.GetValue(team)) ?? Environment.GetEnvironmentVariable("POM_TEAM");
        return string.IsNullOrEmpty(named) ? "api/v1/" : $"api/v1/teams/{TeamApi.Part(named)}/";
    }

    private IEnumerable<CompletionItem> Ask(CompletionContext context, string path, string member)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            using var client = api.Client(context.ParseResult);

            // Completion is synchronous; this program does nothing else meanwhile.
            var answer = Task.Run(() => client.SendAsync(HttpMethod.Get, path, null, patience.Token)).GetAwaiter().GetResult();
            var items = (answer?["items"] ?? answer?["tasks"]) as JsonArray;
            return [.. (items ?? []).Select(i => (string?)i?[member]).OfType<string>().Select(text => new CompletionItem(text))];
        }
        catch (Exception e) when (e is UserException or OperationCanceledException or InvalidOperationException)
        {
            return [];
        }
    }
}

using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Architecture;

/// <summary>Each message of the log has an id of its own, in its project's range, and stands in the list for operators.</summary>
public sealed class EventIdTests
{
    private const int Width = 1000;

    /// <summary>Where the range of each project begins. A project that is not here logs nothing.</summary>
    private static readonly IReadOnlyList<(string Project, int First)> Ranges =
    [
        ("PresenceOfMind.Engine", 1000),
        ("PresenceOfMind.Server", 2000),
        ("PresenceOfMind.Dispatch", 3000),
        ("PresenceOfMind.Client", 4000),
        ("PresenceOfMind.Dispatch.Api", 5000),
        ("PresenceOfMind.Access", 6000),
    ];

    private static readonly IReadOnlyList<Message> Messages = [.. House.MayKnow.Keys.SelectMany(Read)];

    [Fact]
    public void Each_message_of_the_log_has_an_id_of_its_own() =>
        Assert.Empty(
            Messages.GroupBy(m => m.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(m => m.Where))}"));

    [Fact]
    public void Each_id_is_in_the_range_of_its_project() =>
        Assert.Empty(Messages.Where(m => !Ranges.Any(r => r.Project == m.Project && m.Id > r.First && m.Id < r.First + Width))
            .Select(m => $"{m.Where}: {m.Id}"));

    [Fact]
    public void Nothing_is_logged_without_an_id()
    {
        foreach (var project in House.MayKnow.Keys)
        {
            using var assembly = House.Read(project);
            Assert.Empty(House.Written(assembly).SelectMany(TypeUses.Read)
                .Where(use => use.StartsWith("Microsoft.Extensions.Logging.LoggerExtensions::Log", StringComparison.Ordinal))
                .Select(use => $"{project} calls {use}"));
        }
    }

    [Fact]
    public void The_list_for_operators_is_what_the_code_says() => Repository.CheckDocument(Page(), "docs", "log-events.md");

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Log events

            This page is for operators who filter logs or raise alarms: it lists every event that the programs and the client library log. A test generates this page.
            Ids and levels stay as they are; texts may change.

            """);
        foreach (var (project, first) in Ranges)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {project}: {first} to {first + Width - 1}\n\n| id | level | class | text |\n|---|---|---|---|\n");
            foreach (var message in Messages.Where(m => m.Project == project).OrderBy(m => m.Id))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {message.Id} | {message.Level} | `{message.Logger}` | {message.Text} |\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<Message> Read(string project)
    {
        using var assembly = House.Read(project);
        return
        [
            .. assembly.MainModule.GetAllTypes()
                .SelectMany(t => t.Methods)
                .SelectMany(
                    m => m.CustomAttributes.Where(a => a.AttributeType.Name == nameof(LoggerMessageAttribute)).Select(
                        a => Read(project, m, a))),
        ];
    }

    private static Message Read(string project, MethodDefinition method, CustomAttribute attribute)
    {
        var given = attribute.ConstructorArguments.Concat(attribute.Properties.Where(p => p.Name != "EventName").Select(p => p.Argument))
            .ToDictionary(a => a.Type.Name, a => a.Value);
        var logger = method.DeclaringType.DeclaringType ?? method.DeclaringType;
        return new Message(
            project,
            (int)given.GetValueOrDefault(nameof(Int32), 0),
            (LogLevel)(int)given[nameof(LogLevel)],
            logger.FullName,
            (string)given[nameof(String)],
            $"{method.DeclaringType.FullName}.{method.Name}");
    }

    private sealed record Message(string Project, int Id, LogLevel Level, string Logger, string Text, string Where);
}

using System.CommandLine;
using System.Globalization;
using PresenceOfMind.Access.Http;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Commands.Audit;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom audit</c>.</summary>
internal static class AuditCommand
{
    private const int UsualCount = 50;

    public static Command Make(SettingOptions settings)
    {
        var options = new AdminOptions(settings, new ApiOptions(settings));
        var filters = new[]
        {
            Filter("actor", "name", "Only what this caller did, such as key:wallboard or account:ann."),
            Filter("action", "name", "Only this action, such as key.added; or all of a kind, such as key."),
            Filter("subject", "name", "Only what was done to this, such as a key, a queue or a contact."),
            Filter("team", "team", "Only this team."),
            Filter("from", "time", "Only from then on, such as 2027-01-31 or 2027-01-31T09:00:00Z."),
            Filter("to", "time", "Only before then."),
        };
        var limit = new Option<int?>("--limit")
        {
            Description = $"How many entries to print, the newest first. Default {UsualCount}.",
            HelpName = "number",
        };
        var all = new Option<bool>("--all") { Description = "Prints all entries." };
        var csv = new Option<bool>("--csv") { Description = "Prints CSV for a spreadsheet." };
        var command = new Command(
            "audit", "Who changed what, from where, and what was refused. Works without a running program too, on its data folder.");
        filters.ToList().ForEach(command.Add);
        command.Add(limit);
        command.Add(all);
        command.Add(csv);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(csv) && options.WantsJson(parsed))
            {
                throw new UserException(ExitCode.Usage, "--csv and --json exclude each other: choose one.");
            }

            var most = parsed.GetValue(limit) ?? UsualCount;
            if (most < 1)
            {
                throw new UserException(ExitCode.Usage, "--limit takes a number from 1.");
            }

            var query = filters
                .Where(f => parsed.GetValue(f) is not null)
                .ToDictionary(f => f.Name.TrimStart('-'), f => parsed.GetValue(f)!);
            var entries = new AuditSource(options, parsed).ReadAsync(
                query, parsed.GetValue(all) ? null : most, cancellationToken);
            if (parsed.GetValue(csv))
            {
                Terminal.Line(AuditExport.Heading);
                await foreach (var entry in entries)
                {
                    Terminal.Line(AuditExport.ToCsv(entry));
                }
            }
            else if (options.WantsJson(parsed))
            {
                await foreach (var entry in entries)
                {
                    Terminal.Line(AuditExport.ToJson(entry));
                }
            }
            else
            {
                Print(await entries.ToListAsync(cancellationToken));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Filter(string name, string shape, string description) =>
        new("--" + name) { Description = description, HelpName = shape };

    private static void Print(IReadOnlyList<AuditView> entries) => Terminal.Table(
        ["TIME", "ACTOR", "ADDRESS", "ACTION", "SUBJECT", "TEAM", "OUTCOME", "COUNT"],
        entries.Select(e => new[]
        {
            Terminal.Time(e.At),
            e.Actor ?? e.Kind,
            e.Address ?? "",
            e.Action,
            e.Subject ?? "",
            e.Team ?? "",
            e.Code is null ? e.Outcome : $"{e.Outcome} ({e.Code})",
            e.Count.ToString(CultureInfo.InvariantCulture),
        }));
}

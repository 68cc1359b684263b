using System.CommandLine;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Commands.Pws;
using PresenceOfMind.App.Output;
using PresenceOfMind.App.Settings;
using PresenceOfMind.App.SetUp;
using PresenceOfMind.Client.Doctor;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands;

/// <summary><c>pom doctor</c>: finds what is wrong with a set-up, and says what it means and what to do.</summary>
internal static class DoctorCommand
{
    private const int UsualPatience = 5;
    private const int LongestPatience = 600;

    public static Command Make(SettingOptions settings)
    {
        var options = new PwsOptions(settings);
        var subscription = new Option<int?>("--subscription")
        {
            Description = "The application's subscription. Default: that of this folder.",
            HelpName = "id",
        };
        var expiry = new Option<int>("--expiry")
        {
            Description = "The expiry in seconds that the application uses for endpoint and subscription. Default "
                + $"{PwsFacts.LeastExpirySeconds}.",
            HelpName = "seconds",
            DefaultValueFactory = _ => PwsFacts.LeastExpirySeconds,
        };
        var patience = new Option<int>("--patience")
        {
            Description = $"How many seconds to wait for a notification, 1 to {LongestPatience}. Default {UsualPatience}.",
            HelpName = "seconds",
            DefaultValueFactory = _ => UsualPatience,
        };
        var set = new Option<bool>("--set-presence")
        {
            Description = "Sets the end user's presence for a moment, to check that a notification comes.",
        };
        var clear = new Option<bool>("--clear-latch") { Description = "Fetches the subscription, which clears a stuck latch." };
        var command = new Command(
            "doctor",
            "Checks a PWS set-up step by step: name, port, certificate, clock, log-ins, endpoint, subscription, notifications.")
        {
            subscription, expiry, patience, set, clear,
        };
        options.AddWithUserTo(command);
        options.AddEndpointTo(command);
        options.AddFetchIntervalTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = options.Target(parsed);
            var state = PwsOptions.Folder.State.Read();
            var user = options.EndUserOrNone(parsed);
            var examined = new DoctorOptions
            {
                Server = target.Server,
                Trusted = target.Certificate,
                CertificateSetting = TrustedCertificateFile.Option,
                AppUser = target.AppUser,
                Password = target.Password,
                EndUser = user,
                Endpoint = Endpoint(options, parsed, state),
                Subscription = parsed.GetValue(subscription) ?? (state.Subscriptions is [.., var last] ? last.Id : null),
                Contacts = PwsOptions.Folder.HasContacts ? [.. PwsOptions.Folder.Contacts.Select(target.Contact)] : [],
                Expiry = TimeSpan.FromSeconds(parsed.GetValue(expiry)),
                FetchInterval = options.FetchInterval(parsed),
                Patience = TimeSpan.FromSeconds(Range(parsed.GetValue(patience), 1, LongestPatience, "--patience")),
                MaySetPresence = parsed.GetValue(set),
                MayClearLatch = parsed.GetValue(clear),
                CommonPorts = options.CommonPorts(parsed),
            };
            return (int)await RunAsync(examined, target, options.WantsJson(parsed), cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(DoctorOptions options, PwsTarget target, bool json, CancellationToken cancellationToken)
    {
        var client = target.NewClient();
        using var closing = client as IDisposable;
        var worst = Severity.Fine;
        var skipped = new List<Finding>();
        await foreach (var finding in new PwsDoctor(options, client).ExamineAsync(cancellationToken))
        {
            worst = finding.Severity > worst ? finding.Severity : worst;
            DoctorOutput.Write(finding, json);
            if (DoctorAdvice.HowToRun(finding) is not null)
            {
                skipped.Add(finding);
            }
        }

        DoctorOutput.End(worst, skipped, json);
        return worst switch
        {
            Severity.Unreachable => ExitCode.Unreachable,
            Severity.Wrong => ExitCode.Refused,
            Severity.Doubtful => ExitCode.Doubtful,
            _ => skipped.Count > 0 ? ExitCode.Doubtful : ExitCode.Done,
        };
    }

    // What the application registered counts more than what the files would have it register.
    private static Uri? Endpoint(PwsOptions options, ParseResult parsed, SetUpState state)
    {
        if (options.NamesEndpoint(parsed) || state.Endpoints.Count == 0)
        {
            return options.HasEndpoint(parsed) ? options.Endpoint(parsed) : null;
        }

        return state.Endpoints[^1].Url;
    }

    private static int Range(int value, int least, int most, string option) => value >= least && value <= most
        ? value
        : throw new UserException(ExitCode.Usage, $"{option} takes {least} to {most}, not {value}.");
}

using System.CommandLine;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws endpoint</c>: listens for notifications, and on each fetches inside the callback and prints.</summary>
internal static class EndpointCommand
{
    public static Command Make(PwsOptions options)
    {
        var type = new Argument<string>("type")
        {
            Description = $"{PresenceTypes.Basic} or {PresenceTypes.Rich}.",
            DefaultValueFactory = _ => PresenceTypes.Basic,
        };
        type.CompletionSources.Add(PresenceTypes.Basic, PresenceTypes.Rich);
        var command = new Command(
            "endpoint",
            "Listens for notifications and prints what changed: the third of four steps. Ctrl+C stops it.")
        {
            type,
        };
        options.AddWithUserTo(command);
        options.AddEndpointTo(command);
        options.AddFetchIntervalTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.SetUpTarget(parsed);
            var (user, endpoint) = (options.EndUser(parsed), options.Endpoint(parsed));
            var (interval, common) = (options.FetchInterval(parsed), options.CommonPorts(parsed));
            var output = new EndpointOutput(PwsOptions.IsRich(parsed.GetValue(type)!), options.WantsJson(parsed));
            return OutputPipe.RunAsync(
                stop => PwsCall.RunAsync(
                    target,
                    client => new EndpointRun(client, target, user, interval, common, output).RunAsync(endpoint, stop)),
                cancellationToken);
        });
        return command;
    }
}

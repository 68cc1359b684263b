using System.CommandLine;
using PresenceOfMind.App.Output;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary><c>pom pws get-subscribed-presence ID TYPE</c>.</summary>
internal static class GetSubscribedPresenceCommand
{
    public static Command Make(PwsOptions options)
    {
        var id = new Argument<int>("subscription") { Description = "The subscription's id.", DefaultValueFactory = _ => 1 };
        id.CompletionSources.Add(FolderCompletion.Subscriptions);
        var type = new Argument<string>("type")
        {
            Description = $"{PresenceTypes.Basic} or {PresenceTypes.Rich}.",
            DefaultValueFactory = _ => PresenceTypes.Basic,
        };
        type.CompletionSources.Add(PresenceTypes.Basic, PresenceTypes.Rich);
        var command = new Command(
            "get-subscribed-presence",
            "Fetches the presence of a subscription's contacts, which clears its latch: the last of four steps.")
        {
            id,
            type,
        };
        options.AddWithUserTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = options.SetUpTarget(parsed);
            var user = options.EndUser(parsed);
            var rich = PwsOptions.IsRich(parsed.GetValue(type)!);
            return PwsCall.RunAsync(target, async client =>
            {
                var visit = await SetUpSessions.LogInAsync(client, target, user, force: false, cancellationToken);
                try
                {
                    var seen = await ObservedPresence.OfSubscriptionAsync(
                        client, visit.EndUser!, parsed.GetValue(id), rich, cancellationToken);
                    ObservedPresence.Write(seen, rich, options.WantsJson(parsed));
                }
                catch (PwsException e) when (e.Code == PwsErrorCode.SubscriptionUnknown)
                {
                    throw Gone(parsed.GetValue(id), user, e);
                }
            });
        });
        return command;
    }

    /// <summary>A subscription that is not there, or not any more.</summary>
    internal static UserException Gone(int id, string user, PwsException error) => new(
        ExitCode.Refused,
        $"{user} has no subscription {id}, or it has ended: create one with pom pws create (PWS error {(int)error.Code}).",
        error);
}

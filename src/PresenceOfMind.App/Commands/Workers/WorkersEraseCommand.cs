using System.CommandLine;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Workers;

/// <summary><c>pom workers erase CONTACT</c>.</summary>
internal static class WorkersEraseCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        var sure = new Option<bool>("--yes") { Description = "Required: confirms that this cannot be undone." };
        return options.Change("erase", "Replaces a person's name and contact by a pseudonym, also in the log of the past.", [
            contact,
            sure], async (
            api, parsed, json, cancellationToken) =>
        {
            if (!parsed.GetValue(sure))
            {
                throw new UserException(
                    ExitCode.Usage,
                    $"this erases {parsed.GetValue(contact)} from all stored data, and cannot be undone. To confirm, give --yes.");
            }

            var who = parsed.GetValue(contact)!;
            var answer = (await api.SendAsync(
                HttpMethod.Post,
                $"workers/{TeamApi.Part(who)}/erase",
                new JsonObject { ["contact"] = who },
                cancellationToken))!;
            if (json)
            {
                Terminal.Json(answer);
            }
            else
            {
                Terminal.Line($"{who} is now called {answer["pseudonym"]}, also in the log of the past.");
            }
        });
    }
}

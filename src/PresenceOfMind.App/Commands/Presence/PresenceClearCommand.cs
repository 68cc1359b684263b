using System.CommandLine;
using PresenceOfMind.App.Commands.Api;

namespace PresenceOfMind.App.Commands.Presence;

/// <summary><c>pom presence clear CONTACT</c>.</summary>
internal static class PresenceClearCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        var source = new Option<string?>("--source")
        {
            Description = "The name of the program whose word is taken back. Default program.",
            HelpName = "name",
        };
        return options.Change("clear", "Takes back what a program said of a worker's presence.", [contact, source], async (
            api, parsed, json, cancellationToken) =>
        {
            var query = parsed.GetValue(source) is { } name ? $"?source={TeamApi.Part(name)}" : "";
            PresenceOutput.Write(
                (await api.SendAsync(
                    HttpMethod.Delete,
                    $"presence/{TeamApi.Part(parsed.GetValue(contact)!)}{query}",
                    null,
                    cancellationToken))!,
                json);
        });
    }
}

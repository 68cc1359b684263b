using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Presence;

/// <summary><c>pom presence show CONTACT</c>.</summary>
internal static class PresenceShowCommand
{
    public static Command Make(TeamOptions options)
    {
        var contact = new Argument<string>("contact") { Description = "Who." };
        return options.Look("show", "Shows what each source says of a worker's presence.", [contact], async (
            api, parsed, json, cancellationToken) =>
        {
            var worker = await api.GetAsync($"presence/{TeamApi.Part(parsed.GetValue(contact)!)}", cancellationToken);
            if (json)
            {
                Terminal.Json(worker);
            }
            else
            {
                Terminal.Table(PresenceOutput.Headings, PresenceOutput.Rows(worker));
            }
        });
    }
}

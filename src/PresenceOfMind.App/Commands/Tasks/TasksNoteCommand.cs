using System.CommandLine;
using PresenceOfMind.App.Commands.Api;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Tasks;

/// <summary><c>pom tasks note ID TEXT</c>.</summary>
internal static class TasksNoteCommand
{
    public static Command Make(TeamOptions options)
    {
        var id = new Argument<string>("id") { Description = "The task's id." };
        var text = new Argument<string>("text") { Description = "What the note says." };
        return options.Change("note", "Writes a note.", [id, text], async (api, parsed, json, cancellationToken) => TaskOutput.Write(
            (await api.SendAsync(
                HttpMethod.Post,
                $"tasks/{TeamApi.Part(parsed.GetValue(id)!)}/notes",
                JsonBody.Create(("text", parsed.GetValue(text))),
                cancellationToken))!,
            json));
    }
}

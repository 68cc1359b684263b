using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Workers;

/// <summary>Prints a worker as the API gives it.</summary>
internal static class WorkerOutput
{
    public static void Write(JsonNode worker, bool json)
    {
        if (json)
        {
            Terminal.Json(worker);
        }
        else
        {
            Terminal.Line(
                $"{worker["name"]} ({worker["contact"]}) "
                    + $"{((bool?)worker["able"] == true ? "can take work" : $"takes no work: {worker["notAbleBecause"]}")}");
        }
    }
}

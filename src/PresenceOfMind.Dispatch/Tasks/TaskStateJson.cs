using System.Text.Json;
using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Tasks;

/// <summary>Spells states as the API and the tables do: in small letters.</summary>
internal sealed class TaskStateJson() : JsonStringEnumConverter<TaskState>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

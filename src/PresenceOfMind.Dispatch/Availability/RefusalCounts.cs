using System.Text.Json.Serialization;

namespace PresenceOfMind.Dispatch.Availability;

/// <summary>How many candidates each rule refused when a task was given, or would refuse now.</summary>
/// <param name="Unconfirmed">By <see cref="AbilityRule.Unconfirmed"/>.</param>
/// <param name="Presence">By <see cref="AbilityRule.Presence"/>.</param>
/// <param name="Settling">By <see cref="AbilityRule.Settling"/>.</param>
/// <param name="Draining">By <see cref="AbilityRule.Draining"/>.</param>
/// <param name="Room">By <see cref="AbilityRule.Room"/>.</param>
/// <param name="Order">Able, but behind the winner in the order of the strategy.</param>
internal readonly record struct RefusalCounts(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Unconfirmed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Presence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Settling,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Draining,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Room,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Order);

namespace PresenceOfMind.App.Demo;

/// <summary>What a reset has done.</summary>
/// <param name="People">How many people are available.</param>
/// <param name="Cancelled">How many tasks were cancelled.</param>
internal sealed record DemoReset(int People, int Cancelled);

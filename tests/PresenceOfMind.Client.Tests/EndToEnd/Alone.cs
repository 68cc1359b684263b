namespace PresenceOfMind.Client.Tests.EndToEnd;

/// <summary>Tests that measure the whole process: no others run beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

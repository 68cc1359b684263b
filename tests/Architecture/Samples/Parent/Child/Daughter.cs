namespace PresenceOfMind.Architecture.Samples.Parent.Child;

internal sealed class Daughter : Mother;

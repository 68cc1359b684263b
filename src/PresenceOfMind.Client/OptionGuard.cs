namespace PresenceOfMind.Client;

/// <summary>Refuses a wrong setting in one line that names it and says what it takes.</summary>
internal static class OptionGuard
{
    internal static void Require(bool holds, string name, object? value, string takes)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"The setting {name} is '{value}'; it takes {takes}."));
        }
    }
}

namespace PresenceOfMind.Protocol;

/// <summary>Says of a wrong setting, in one line, its name and what it takes.</summary>
internal static class OptionGuard
{
    /// <summary>Checks one setting.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    internal static string? Find(bool holds, string name, object? value, string takes) =>
        holds ? null : FormattableString.Invariant($"The setting {name} is '{value}'; it takes {takes}.");

    /// <summary>Refuses settings by the first fault that was found.</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    internal static void Refuse(IEnumerable<string> faults)
    {
        if (faults.FirstOrDefault() is { } fault)
        {
            throw new ArgumentException(fault);
        }
    }
}

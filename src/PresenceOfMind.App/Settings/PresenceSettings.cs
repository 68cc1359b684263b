using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.App.Settings;

/// <summary>Reads the settings of the presence rules: names and pairs with commas between them.</summary>
internal static class PresenceSettings
{
    /// <summary>The rules' order; null where it is none.</summary>
    public static IList<string>? Rules(string text)
    {
        var names = Split(text);
        return names.Length > 0 && names.All(PresenceRulesOptions.RuleNames.Contains) && names.Distinct().Count() == names.Length
            ? names
            : null;
    }

    /// <summary>The kinds that count; null where one is none.</summary>
    public static ISet<DeviceKind>? Kinds(string text)
    {
        var kinds = new HashSet<DeviceKind>();
        foreach (var name in Split(text))
        {
            if (!DeviceKinds.TryParse(name, out var kind))
            {
                return null;
            }

            kinds.Add(kind);
        }

        return kinds;
    }

    /// <summary>What activities stand for; null where one stands for no state that can be set.</summary>
    public static IDictionary<string, PresenceState>? Activities(string text)
    {
        var activities = new Dictionary<string, PresenceState>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in Split(text))
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } activity, var word]
                || !PresenceStates.TryParse(word, out var state) || !state.IsSettable())
            {
                return null;
            }

            activities[activity] = state;
        }

        return activities;
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>How much of a person's presence is asked for, as PWS spells it.</summary>
internal static class PresenceTypes
{
    public const string Basic = "BASIC_PRESENCE";

    public const string Rich = "RICH_PRESENCE";
}

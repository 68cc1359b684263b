namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a channel's settings.</summary>
public static class ChannelCheck
{
    public static void Check(ChannelSettings channel, SettingsFaults faults, string path)
    {
        faults.Require(channel.Name.IsValid, SettingsFaults.Join(path, "name"), SettingsTexts.IdTakes);
        faults.Require(channel.States.Count > 0, SettingsFaults.Join(path, "states"), "A channel needs at least one presence state.");
    }
}

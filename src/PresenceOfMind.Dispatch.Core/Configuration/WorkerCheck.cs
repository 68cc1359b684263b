using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>What is wrong with a worker's settings.</summary>
public static class WorkerCheck
{
    /// <summary>The longest name of a person, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The most skills, labels or channels of a worker.</summary>
    public const int MaxEntries = 200;

    public static void Check(WorkerSettings worker, SettingsFaults faults, string path)
    {
        SettingsRanges.Check(worker, faults, path);
        faults.Require(
            worker.Contact.IsValid,
            SettingsFaults.Join(path, "contact"),
            "A worker's contact is a URI of the form user@domain.");
        faults.Require(
            worker.Name is null
                || (!string.IsNullOrWhiteSpace(worker.Name)
                    && FreeText.IsWithin(worker.Name, MaxNameLength)
                    && FreeText.IsLine(worker.Name)),
            SettingsFaults.Join(path, "name"),
            $"A worker's name is one line of 1 to {MaxNameLength} characters, without control characters.");
        faults.RequireKnown(worker.Calendar, faults.Calendars, "calendar", SettingsFaults.Join(path, "calendar"));

        RequireFew(worker.Skills.Count, "skills", faults, path);
        foreach (var (skill, level) in worker.Skills)
        {
            RequireWord(skill, "skills", faults, path);
            faults.Require(
                level is >= 0 and <= 100,
                SettingsFaults.Join(path, $"skills.{skill}"),
                "A skill's level takes a whole number from 0 to 100.");
        }

        RequireFew(worker.Labels.Count, "labels", faults, path);
        foreach (var (key, value) in worker.Labels)
        {
            RequireWord(key, "labels", faults, path);
            faults.Require(
                value is not null && SettingsTexts.IsValue(value),
                SettingsFaults.Join(path, $"labels.{key}"),
                $"A label's value is one line of at most {SettingsTexts.MaxLength} characters.");
        }

        RequireFew(worker.Channels.Count, "channels", faults, path);
        foreach (var (channel, units) in worker.Channels)
        {
            faults.Require(channel.IsValid, SettingsFaults.Join(path, $"channels.{channel}"), SettingsTexts.IdTakes);
            faults.Require(
                units is >= 0 and <= 1000,
                SettingsFaults.Join(path, $"channels.{channel}"),
                "A channel's units take a whole number from 0 to 1000.");
        }
    }

    private static void RequireFew(int count, string member, SettingsFaults faults, string path) =>
        faults.Require(count <= MaxEntries, SettingsFaults.Join(path, member), $"A worker has at most {MaxEntries} of these.");

    private static void RequireWord(string name, string member, SettingsFaults faults, string path) =>
        faults.Require(SettingsTexts.IsWord(name), SettingsFaults.Join(path, $"{member}.{name}"), SettingsTexts.WordTakes);
}

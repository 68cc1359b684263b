using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using PresenceOfMind.Dispatch.Core.Texts;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>The ranges that settings say by attributes.</summary>
public static class SettingsRanges
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<RangedMember>> ByType = new();

    /// <summary>The members of a type that have a range, read once.</summary>
    public static IReadOnlyList<RangedMember> GetMembers(Type type) => ByType.GetOrAdd(type, t =>
    [
        .. from property in t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           let range = property.GetCustomAttribute<RangeAttribute>()
           where range is not null
           select new RangedMember(
               Spelling.Camel(property.Name),
               Convert.ToInt32(range.Minimum, CultureInfo.InvariantCulture),
               Convert.ToInt32(range.Maximum, CultureInfo.InvariantCulture),
               settings => (int?)property.GetValue(settings)),
    ]);

    /// <summary>Adds a fault for each member that is out of its range.</summary>
    public static void Check(object settings, SettingsFaults faults, string path)
    {
        foreach (var member in GetMembers(settings.GetType()))
        {
            faults.Require(
                member.Read(settings) is not { } value || (value >= member.Least && value <= member.Most),
                SettingsFaults.Join(path, member.Name),
                $"{member.Name} takes a whole number from {member.Least} to {member.Most}.");
        }
    }
}

/// <summary>A member with a range.</summary>
/// <param name="Name">As in JSON.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
/// <param name="Read">Its value; null where it is not set.</param>
public sealed record RangedMember(string Name, int Least, int Most, Func<object, int?> Read);

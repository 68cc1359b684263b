using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Strategies;
using PresenceOfMind.Dispatch.Core.Tasks;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Tests.Settings;

/// <summary>The reference of a team's settings, made from the code: its doc comments, its ranges, its defaults.</summary>
internal static class SettingsPage
{
    /// <summary>The sections, in the order of the page.</summary>
    private static readonly (Type Type, string Title)[] Sections =
    [
        (typeof(TeamSettings), "Team"),
        (typeof(TeamRules), "Rules"),
        (typeof(WorkerSettings), "Worker"),
        (typeof(QueueSettings), "Queue"),
        (typeof(StrategySettings), "Strategy"),
        (typeof(Overflow), "Overflow"),
        (typeof(Ageing), "Ageing"),
        (typeof(ServiceLevel), "Service level"),
        (typeof(RouteSettings), "Route"),
        (typeof(RouteRule), "Route rule"),
        (typeof(RouteStep), "Route step"),
        (typeof(Condition), "Condition"),
        (typeof(SkillRequirement), "Skill requirement"),
        (typeof(LabelRequirement), "Label requirement"),
        (typeof(CalendarSettings), "Calendar"),
        (typeof(WorkingHours), "Working hours"),
        (typeof(ChannelSettings), "Channel"),
        (typeof(QueueMode), "Queue modes"),
        (typeof(OverflowAction), "Overflow actions"),
        (typeof(ConditionOperator), "Condition operators"),
    ];

    /// <summary>The page as Markdown.</summary>
    public static string Make()
    {
        var page = new StringBuilder("""
            # A team's settings

            This page is for team leads and for programs that configure a team. A test generates it from the comments in the code; change those, not
            this page. The same names are used in a file at start
            (`--teams`), in `pom` and in the API. [dispatch.md](dispatch.md) says what they are for.

            A file at start is one JSON object with a team's settings under each team's name. Members that are left out have their
            defaults; members that do not exist, and values out of range, are refused with the path of the member.

            """);
        foreach (var (type, title) in Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{DocComments.Find(type)}\n\n");
            page.Append(type.IsEnum ? Values(type) : Members(type));
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>How a name stands in JSON: a member's, or a choice's.</summary>
    public static string Spell(string name, bool isChoice) =>
        isChoice ? JsonNamingPolicy.KebabCaseLower.ConvertName(name) : JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>The section of a type; null where it has none.</summary>
    public static string? Section(string fullName) =>
        Sections.Where(s => s.Type.FullName == fullName).Select(s => Link(s.Title)).FirstOrDefault();

    private static string Members(Type type)
    {
        var rows = new StringBuilder("| member | takes | default | |\n|---|---|---|---|\n");
        var defaults = RuntimeHelpers.GetUninitializedObject(type) is var bare && type.GetConstructor([]) is { } make
            ? make.Invoke([])
            : bare;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var isNeeded = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
            rows.Append(
                CultureInfo.InvariantCulture,
                $"| `{Spell(property.Name, false)}` | {Takes(property)} | "
                    + $"{(isNeeded ? "needed" : Default(property.GetValue(defaults)))} | {DocComments.Find(property)} |\n");
        }

        return rows.ToString();
    }

    private static string Values(Type type)
    {
        var rows = new StringBuilder("| value | |\n|---|---|\n");
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            rows.Append(CultureInfo.InvariantCulture, $"| `{Spell(field.Name, true)}` | {DocComments.Find(field)} |\n");
        }

        return rows.ToString();
    }

    private static string Takes(PropertyInfo property) => property.GetCustomAttribute<RangeAttribute>() is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"whole number, {range.Minimum} to {range.Maximum}")
        : Takes(property.PropertyType);

    private static string Takes(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Sections.FirstOrDefault(s => s.Type == plain) is { Title: { } title })
        {
            return Link(title);
        }

        if (plain.IsGenericType)
        {
            var arguments = plain.GetGenericArguments();
            return arguments.Length == 1 ? $"list of {Takes(arguments[0])}" : $"object, {Takes(arguments[1])} for each name";
        }

        return plain switch
        {
            _ when plain == typeof(string) || TextIdJson.IsTextId(plain) => "text",
            _ when plain == typeof(int) => "whole number",
            _ when plain == typeof(bool) => "`true` or `false`",
            _ when plain == typeof(Uri) => "address with http or https",
            _ when plain == typeof(DateOnly) => "day, `2026-12-25`",
            _ when plain == typeof(TimeOnly) => "time, `09:00`",
            _ when plain == typeof(AttributeValue) => "text, number, truth value or list of them",
            _ when plain == typeof(PresenceState) => "`AVAILABLE`, `BUSY`, `DND`, `AWAY`, `UNAVAILABLE`, `VACATION` or `UNKNOWN`",
            _ when plain == typeof(DayOfWeek) => "`monday` to `sunday`",
            _ => throw new InvalidOperationException($"The page does not know what {plain} takes."),
        };
    }

    private static string Default(object? value) => value switch
    {
        null => "none",
        string text => $"`{text}`",
        bool truth => truth ? "`true`" : "`false`",
        int number => number.ToString(CultureInfo.InvariantCulture),
        Enum choice => $"`{Spell(choice.ToString(), true)}`",
        IReadOnlyList<PresenceState> { Count: > 0 } states => string.Join(", ", states.Select(s => $"`{s.ToWire()}`")),
        System.Collections.ICollection { Count: 0 } => "none",
        Overflow overflow => $"`{Spell(overflow.Action.ToString(), true)}`",
        StrategySettings or TeamRules => "as below",
        _ => throw new InvalidOperationException($"The page does not know how to write {value}."),
    };

    private static string Link(string title) => $"[{title.ToLowerInvariant()}](#{title.ToLowerInvariant().Replace(' ', '-')})";
}

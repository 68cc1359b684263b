using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PresenceOfMind.Dispatch.Tests.Settings;

/// <summary>The doc comments of the dispatcher, as Markdown.</summary>
internal static partial class DocComments
{
    private static readonly Dictionary<string, XElement> ByName = Directory
        .EnumerateFiles(AppContext.BaseDirectory, "PresenceOfMind.Dispatch*.xml")
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .DistinctBy(m => (string)m.Attribute("name")!)
        .ToDictionary(m => (string)m.Attribute("name")!, m => m.Element("summary") ?? new XElement("summary"));

    /// <summary>What is said of a type or a member of one.</summary>
    public static string Find(MemberInfo member) => member switch
    {
        Type type => Text($"T:{type.FullName}"),
        PropertyInfo property => Text($"P:{property.DeclaringType!.FullName}.{property.Name}"),
        _ => Text($"F:{member.DeclaringType!.FullName}.{member.Name}"),
    };

    private static string Text(string name) => ByName.TryGetValue(name, out var summary)
        ? Space().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal)
        : throw new InvalidOperationException($"There is no doc comment of {name}.");

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => See((string)see.Attribute("cref")!),
        XElement other => string.Concat(other.Nodes().Select(Markdown)),
        _ => "",
    };

    private static string See(string cref)
    {
        var name = cref[2..];
        return cref[0] switch
        {
            'T' => SettingsPage.Section(name) ?? $"`{name[(name.LastIndexOf('.') + 1)..]}`",
            'F' => $"`{SettingsPage.Spell(name[(name.LastIndexOf('.') + 1)..], true)}`",
            _ => $"`{SettingsPage.Spell(name[(name.LastIndexOf('.') + 1)..], false)}`",
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

using System.Xml.Linq;

namespace Faults;

/// <summary>Reads presence lists, wherever in an answer they stand.</summary>
internal static class Answers
{
    /// <summary>A document that sets a state with a note.</summary>
    public static string Document(string state, string note) =>
        $"<presence xmlns=\"\"><person><activities><{state.ToLowerInvariant()}/></activities><note>{note}</note></person>"
        + "<tuple id=\"cisco-pws\"><source>Presence Web Service</source><status><basic>open</basic></status></tuple></presence>";

    public static string Contacts(IEnumerable<string> contacts) =>
        $"<contactsList>{string.Concat(contacts.Select(c => $"<contact contactURI=\"{c}\"/>"))}</contactsList>";

    public static string Uris(XElement answer) => string.Join(',', Named(answer, "contact").Select(c => c.Attribute("contactURI")!.Value));

    public static string State(XElement answer) => Named(answer, "contact").Single().Attribute("presenceStatus")!.Value;

    public static string[] Notes(XElement answer) =>
        [.. Named(answer, "presence").Select(
            p => Named(p, "person").Single().Elements().FirstOrDefault(e => e.Name.LocalName == "note")?.Value ?? "")];

    public static string Text(XElement answer, string name) => Named(answer, name).Single().Value;

    private static IEnumerable<XElement> Named(XElement answer, string name) =>
        answer.DescendantsAndSelf().Where(e => e.Name.LocalName == name);
}

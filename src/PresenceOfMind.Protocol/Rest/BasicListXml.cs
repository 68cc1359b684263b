using System.Buffers;
using System.Text;
using System.Xml;
using PresenceOfMind.Protocol.Xml;

namespace PresenceOfMind.Protocol.Rest;

/// <summary>The basic presence list, which every fetch carries: written without an XML writer, read without a tree.</summary>
internal static class BasicListXml
{
    private const string Contact = "contact";
    private const string Uri = "contactURI";
    private const string Status = "presenceStatus";
    private const int MaxBytesPerChar = 3;

    // All that an attribute cannot hold as it stands; the rest of the control characters XML cannot hold at all.
    private static readonly SearchValues<char> NotPlain =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '<', '>', '&', '"', '\uFFFE', '\uFFFF']);

    internal static void Write(IBufferWriter<byte> to, IReadOnlyList<ContactPresence> contacts)
    {
        to.Write(WireXml.Declaration);
        to.Write("<presenceList>"u8);
        foreach (var contact in contacts)
        {
            WriteContact(to, Escape(contact.ContactUri), StatusOf(contact.State));
        }

        to.Write("</presenceList>"u8);
    }

    internal static IReadOnlyList<ContactPresence> Read(XmlReader reader)
    {
        var contacts = new List<ContactPresence>();
        do
        {
            if (reader.NodeType == XmlNodeType.Element
                && reader.LocalName == Contact
                && reader.GetAttribute(Status) is { } status
                && reader.GetAttribute(Uri) is { } uri)
            {
                contacts.Add(
                    new ContactPresence
                    {
                        ContactUri = uri.Trim(),
                        State = PresenceStates.TryParse(status, out var state) ? state : PresenceState.Unknown,
                    });
            }
        }
        while (reader.Read());
        return contacts;
    }

    private static void WriteContact(IBufferWriter<byte> to, string uri, ReadOnlySpan<byte> status)
    {
        var before = "<contact contactURI=\""u8;
        var between = "\" presenceStatus=\""u8;
        var after = "\"/>"u8;
        var span = to.GetSpan(before.Length + (uri.Length * MaxBytesPerChar) + between.Length + status.Length + after.Length);
        before.CopyTo(span);
        var at = before.Length + Encoding.UTF8.GetBytes(uri, span[before.Length..]);
        between.CopyTo(span[at..]);
        at += between.Length;
        status.CopyTo(span[at..]);
        at += status.Length;
        after.CopyTo(span[at..]);
        to.Advance(at + after.Length);
    }

    private static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(NotPlain) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in XmlChars.Clean(text))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                '\t' => escaped.Append("&#x9;"),
                '\n' => escaped.Append("&#xA;"),
                '\r' => escaped.Append("&#xD;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static ReadOnlySpan<byte> StatusOf(PresenceState state) => state switch
    {
        PresenceState.Unknown => "UNKNOWN"u8,
        PresenceState.Available => "AVAILABLE"u8,
        PresenceState.Busy => "BUSY"u8,
        PresenceState.Dnd => "DND"u8,
        PresenceState.Away => "AWAY"u8,
        PresenceState.Unavailable => "UNAVAILABLE"u8,
        PresenceState.Vacation => "VACATION"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This is no presence state."),
    };
}

using System.Text.Json;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>
/// Which members of a record stand in durable texts, and under which names. The names are literals, so that renaming a class or a
/// property changes no text. Members are listed in the order in which the first releases wrote them; one that they did not know has no
/// name of theirs, and stands in their texts only where it has another value than its default, so that these match nothing old.
/// </summary>
/// <param name="usual">A record with the defaults; null where a member's default is that of its type.</param>
internal sealed partial class RecordShape<T>(T? usual = null)
    where T : class
{
    private readonly List<Member> _members = [];
    private Member[]? _sorted;

    /// <summary>Writes a record; null as null.</summary>
    public void Write(Utf8JsonWriter writer, T? value, TextForm form)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        WriteMembers(writer, value, form);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of a record into an object that has begun.</summary>
    public void WriteMembers(Utf8JsonWriter writer, T value, TextForm form)
    {
        _sorted ??= [.. _members.OrderBy(m => m.Name, StringComparer.Ordinal)];
        foreach (var member in form == TextForm.Canonical ? _sorted : (IReadOnlyList<Member>)_members)
        {
            var isAlwaysWritten = form != TextForm.Canonical && member.First is not null;
            if (isAlwaysWritten || !member.IsUsual(value))
            {
                writer.WritePropertyName(form == TextForm.First && member.First is { } first ? first : member.Name);
                member.Write(writer, value, form);
            }
        }
    }

    /// <param name="name">The member's name.</param>
    /// <param name="first">Its name in the texts of the first releases; null where they had none.</param>
    /// <param name="get">Its value.</param>
    /// <param name="isSame">Whether two values are the same.</param>
    /// <param name="write">Writes a value.</param>
    /// <param name="byText">Whether values that are not found to be the same may have the same canonical text all the same.</param>
    private RecordShape<T> Add<TMember>(
        string name,
        string? first,
        Func<T, TMember> get,
        Func<TMember, TMember, bool> isSame,
        Action<Utf8JsonWriter, TMember, TextForm> write,
        bool byText = false)
    {
        var usually = usual is null ? default! : get(usual);
        _members.Add(new Member(
            name,
            first,
            (writer, value, form) => write(writer, get(value), form),
            value => isSame(get(value), usually) || (byText && Text(get(value)).SequenceEqual(Text(usually)))));
        return this;

        byte[] Text(TMember member)
        {
            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes))
            {
                write(writer, member, TextForm.Canonical);
            }

            return bytes.ToArray();
        }
    }

    private sealed record Member(string Name, string? First, Action<Utf8JsonWriter, T, TextForm> Write, Func<T, bool> IsUsual);
}

using System.Text.Json;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>How the values of a choice are spelled in durable texts. Spellings never change; new values are added.</summary>
/// <param name="all">The word of each value, and its number in the texts of the first releases.</param>
internal sealed class DurableWords<T>(params (T Value, string Word, int First)[] all)
    where T : struct, Enum
{
    private readonly Dictionary<T, (string Word, int First)> _all = all.ToDictionary(a => a.Value, a => (a.Word, a.First));

    /// <summary>Writes a value.</summary>
    public void Write(Utf8JsonWriter writer, T value, TextForm form)
    {
        var (word, first) = _all.TryGetValue(value, out var known)
            ? known
            : throw new InvalidOperationException($"{typeof(T).Name} {value} has no word in durable texts.");
        if (form == TextForm.First)
        {
            writer.WriteNumberValue(first);
        }
        else
        {
            writer.WriteStringValue(word);
        }
    }
}

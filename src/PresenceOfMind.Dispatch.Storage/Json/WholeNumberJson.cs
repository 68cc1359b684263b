using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Conditions;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>Whole numbers by value, however JSON spells them: <c>1000</c>, <c>1e3</c> and <c>1000.0</c> are the same.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="long"/>.</typeparam>
internal sealed class WholeNumberJson<T> : JsonConverter<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>No spelling that anybody means is longer.</summary>
    private const int Longest = 100;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonException("This is not a number.");
        }

        if (reader.TryGetInt64(out var number))
        {
            return number >= long.CreateChecked(T.MinValue) && number <= long.CreateChecked(T.MaxValue)
                ? T.CreateChecked(number)
                : throw new JsonException("This number is too large.");
        }

        return reader.ValueSpan.Length <= Longest
            && decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && IsExact(reader.ValueSpan, value)
            && decimal.IsInteger(value)
            && value >= decimal.CreateChecked(T.MinValue)
            && value <= decimal.CreateChecked(T.MaxValue)
                ? T.CreateChecked(value)
                : throw new JsonException("This is not a whole number, or it is too large.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(long.CreateChecked(value));

    /// <summary>Whether a value is what its spelling says, and not rounded.</summary>
    private static bool IsExact(ReadOnlySpan<byte> spelled, decimal value) =>
        ExactNumber.Normalize(Encoding.ASCII.GetString(spelled)) == ExactNumber.Normalize(value.ToString(CultureInfo.InvariantCulture));
}

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Every field that can be reached from an object, indexes and caches among them, as text. An empty collection is the same as
/// none, and one of another type is the same where it holds the same.</summary>
internal sealed class DeepPicture
{
    /// <summary>Room that a command uses while it is carried out.</summary>
    private static readonly string[] Scratch = ["<Following>k__BackingField", "<Appended>k__BackingField"];

    private static readonly Dictionary<Type, FieldInfo[]> FieldsOf = [];

    private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder _text = new();
    private readonly Queue<(int Number, object Of)> _left = new();

    private DeepPicture()
    {
    }

    public static string Describe(object root)
    {
        var picture = new DeepPicture();
        picture.Refer(root);
        while (picture._left.TryDequeue(out var next))
        {
            picture._text.Append(
                CultureInfo.InvariantCulture,
                $"\n#{next.Number} {(next.Of is IEnumerable ? "all" : next.Of.GetType().Name)}");
            picture.DescribeValue(next.Of);
        }

        return picture._text.ToString();
    }

    private static FieldInfo[] Fields(Type type)
    {
        if (!FieldsOf.TryGetValue(type, out var fields))
        {
            var all = new List<FieldInfo>();
            for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
            {
                all.AddRange(t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
            }

            FieldsOf[type] = fields = [.. all.Where(f => !Scratch.Contains(f.Name))];
        }

        return fields;
    }

    private static bool IsPlain(object value) =>
        value is string or Uri or Enum or decimal or DateTimeOffset or TimeSpan or DateOnly or TimeOnly or TimeZoneInfo or Type
            || value.GetType().IsPrimitive;

    private void DescribeValue(object value)
    {
        switch (value)
        {
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    Refer(entry.Key);
                    Refer(entry.Value);
                }

                break;
            case IEnumerable list:
                foreach (var item in list)
                {
                    Refer(item);
                }

                break;
            default:
                foreach (var field in Fields(value.GetType()))
                {
                    _text.Append(' ').Append(field.Name);
                    Refer(field.GetValue(value));
                }

                break;
        }
    }

    private void Refer(object? value)
    {
        if (value is null or (IEnumerable and not string and not ICollection { Count: > 0 } and ICollection))
        {
            _text.Append(" -");
        }
        else if (IsPlain(value))
        {
            _text.Append(' ').Append(value is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : value);
        }
        else if (value is JsonElement json)
        {
            _text.Append(' ').Append(json.ValueKind == JsonValueKind.Undefined ? "undefined" : json.GetRawText());
        }
        else if (value is not (Delegate or IComparer) && !value.GetType().Name.Contains("Comparer", StringComparison.Ordinal))
        {
            if (value.GetType().IsValueType)
            {
                _text.Append(" (");
                DescribeValue(value);
                _text.Append(')');
            }
            else
            {
                if (!_seen.TryGetValue(value, out var number))
                {
                    _seen.Add(value, number = _seen.Count);
                    _left.Enqueue((number, value));
                }

                _text.Append(CultureInfo.InvariantCulture, $" #{number}");
            }
        }
    }
}

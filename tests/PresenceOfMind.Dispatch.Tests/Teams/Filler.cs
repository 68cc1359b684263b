using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using PresenceOfMind.Dispatch.Core.Conditions;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Tests.Teams;

/// <summary>Makes records with a value for each member, however deep, and for each member a copy with another value.</summary>
internal static class Filler
{
    private const int Deepest = 7;

    /// <summary>A value of a type in which every member is set to something that is no default.</summary>
    public static object Fill(Type type) => Make(type, 1, 0)!;

    /// <summary>Copies of a record, each with one member, however deep, that has another value.</summary>
    public static IEnumerable<(string Path, object Copy)> EachOther(object record, int depth = 0)
    {
        foreach (var property in Members(record.GetType()))
        {
            var value = property.GetValue(record);
            yield return (property.Name, With(record, property, Make(property.PropertyType, 2, Deepest - 1)));
            if (value is null || depth > Deepest)
            {
                continue;
            }

            var item = value is IList { Count: > 0 } list ? list[0]! : value;
            if (IsRecord(item.GetType()))
            {
                foreach (var (path, copy) in EachOther(item, depth + 1))
                {
                    yield return ($"{property.Name}.{path}", With(
                        record,
                        property,
                        value is IList ? Listed(property.PropertyType, copy) : copy));
                }
            }
        }
    }

    /// <summary>Sets the ids of a value, which cannot be stored without them.</summary>
    public static object FillIds(object value)
    {
        foreach (var id in Members(value.GetType()).Where(
            p => Nullable.GetUnderlyingType(p.PropertyType) is null && TextIdJson.IsTextId(p.PropertyType)))
        {
            id.SetValue(value, Make(id.PropertyType, 0, 0));
        }

        return value;
    }

    private static object? Make(Type type, int seed, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return $"x{seed}";
        }

        if (TextIdJson.IsTextId(plain))
        {
            return Activator.CreateInstance(plain, $"x{seed}");
        }

        if (plain == typeof(int) || plain == typeof(long))
        {
            return Convert.ChangeType(900 + seed, plain, null);
        }

        if (plain == typeof(bool))
        {
            return seed == 1;
        }

        if (plain == typeof(DateTimeOffset))
        {
            return DateTimeOffset.UnixEpoch.AddDays(seed);
        }

        if (plain == typeof(DateOnly))
        {
            return new DateOnly(2026, 1, seed);
        }

        if (plain == typeof(TimeOnly))
        {
            return new TimeOnly(seed, 0);
        }

        if (plain == typeof(Uri))
        {
            return new Uri($"http://example.com/{seed}");
        }

        if (plain == typeof(AttributeValue))
        {
            return AttributeValue.Number(seed);
        }

        if (plain.IsEnum)
        {
            return Enum.GetValues(plain).GetValue(seed % Enum.GetValues(plain).Length);
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var entries = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(plain.GenericTypeArguments))!;
            entries[Make(plain.GenericTypeArguments[0], seed, depth + 1)!] = Make(plain.GenericTypeArguments[1], seed, depth + 1);
            return entries;
        }

        if (plain.IsArray || (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)))
        {
            return depth > Deepest ? Array.CreateInstance(ItemOf(plain), 0) : Listed(plain, Make(ItemOf(plain), seed, depth + 1)!);
        }

        return depth > Deepest ? FillIds(Activator.CreateInstance(plain, nonPublic: true)!) : Record(plain, seed, depth);
    }

    private static object Record(Type type, int seed, int depth)
    {
        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Members(type))
        {
            property.SetValue(record, IsJson(property) ? $"{{\"a\":{seed}}}" : Make(property.PropertyType, seed, depth + 1));
        }

        return record;
    }

    private static object With(object record, PropertyInfo property, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static Array Listed(Type list, object item)
    {
        var items = Array.CreateInstance(ItemOf(list), 1);
        items.SetValue(item, 0);
        return items;
    }

    private static Type ItemOf(Type list) => list.GetElementType() ?? list.GenericTypeArguments[0];

    private static bool IsJson(PropertyInfo property) =>
        property.IsDefined(typeof(JsonConverterAttribute)) && property.PropertyType == typeof(string);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0);
}

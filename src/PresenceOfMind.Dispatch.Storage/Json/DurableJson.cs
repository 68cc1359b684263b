using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>
/// The JSON that is kept, in the log, in snapshots and in the tables: as <see cref="DispatchJson"/>, without what says nothing, since
/// most that is asked for in a task is nothing, and all of it is read again when a team is loaded. What is absent is null, or the
/// empty list or set that is there by default. Other defaults are written, so that the log means the same when they change.
/// </summary>
internal static class DurableJson
{
    /// <summary>How values are read and written.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>What is known of a type.</summary>
    public static JsonTypeInfo<T> GetTypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions();
        DispatchJson.Configure(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
        options.RespectRequiredConstructorParameters = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.TypeInfoResolver = options.TypeInfoResolver!.WithAddedModifier(OmitDefaultJson.Apply).WithAddedModifier(LeaveEmptyOut);
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveEmptyOut(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsAbstract || type.Type.GetConstructor(Type.EmptyTypes) is null)
        {
            return;
        }

        object? usual = null;
        foreach (var member in type.Properties)
        {
            if (member is { IsRequired: false, AssociatedParameter: null, Get: { } get, Set: not null }
                && typeof(IEnumerable).IsAssignableFrom(member.PropertyType))
            {
                usual ??= Activator.CreateInstance(type.Type)!;
                if (IsEmpty(get(usual)))
                {
                    member.ShouldSerialize = (_, value) => value is not null && !IsEmpty(value);
                }
            }
        }
    }

    /// <summary>Whether a value is a list or a set, but no text, and holds nothing.</summary>
    public static bool IsEmpty(object? value) => value is IEnumerable items and not string && !items.GetEnumerator().MoveNext();
}

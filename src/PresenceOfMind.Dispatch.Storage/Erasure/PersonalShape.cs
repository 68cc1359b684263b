using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Privacy;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Storage.Erasure;

/// <summary>Where the stored JSON of a type may name people, by the marks on its members.</summary>
internal sealed class PersonalShape
{
    private static readonly ConcurrentDictionary<(Type, JsonSerializerOptions), PersonalShape> Known = new();
    private static readonly PersonalShape Nothing = new();

    private readonly Dictionary<string, PersonalShape> _members = new(StringComparer.Ordinal);
    private PersonalShape? _items;

    private PersonalShape()
    {
    }

    /// <summary>JSON of which no type is known: what is a contact as a whole is replaced.</summary>
    public static PersonalShape Unknown { get; } = new() { Kind = Personal.Word };

    /// <summary>JSON of which every value is what people wrote.</summary>
    public static PersonalShape Written { get; } = new() { Kind = Personal.Text };

    /// <summary>How a text here, or the key of a dictionary, may name a person; null where it does not.</summary>
    public Personal? Kind { get; private init; }

    /// <summary>For a name: the JSON member beside it that holds the contact.</summary>
    public string? Contact { get; private init; }

    /// <summary>Whether its members have names that the program chose, which are no keys of a dictionary.</summary>
    public bool HasMembers => _members.Count > 0;

    /// <summary>The shape of what is stored of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">How it is stored; null as most is.</param>
    /// <exception cref="InvalidOperationException">A text of it has no mark.</exception>
    public static PersonalShape From(Type type, JsonSerializerOptions? options = null) =>
        Known.GetOrAdd((type, options ?? DurableJson.Options), static of => Make(of.Item1, of.Item2, default, of.Item1.Name, []));

    /// <summary>
    /// The shape of a member of an object, or of an item of a list or a dictionary. What a later release wrote is unknown.
    /// </summary>
    /// <param name="name">The member; null for an item.</param>
    public PersonalShape Inner(string? name) =>
        HasMembers ? name is not null && _members.TryGetValue(name, out var member) ? member : Unknown : _items ?? this;

    /// <summary>Whether names of people stand in it, at any depth.</summary>
    public bool HasNames() => HasNames([]);

    private bool HasNames(HashSet<PersonalShape> seen) =>
        seen.Add(this) && (Kind == Personal.Name || _items?.HasNames(seen) == true || _members.Values.Any(m => m.HasNames(seen)));

    private static PersonalShape Make(
        Type type, JsonSerializerOptions options, Mark mark, string place, Dictionary<Type, PersonalShape> begun)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var info = options.GetTypeInfo(plain);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return new PersonalShape { _items = Make(info.ElementType!, options, mark, place, begun) };
            case JsonTypeInfoKind.Dictionary:
                return new PersonalShape
                {
                    Kind = mark.Required(info.KeyType!, place),
                    _items = Make(info.ElementType!, options, mark, place, begun),
                };
            case JsonTypeInfoKind.Object when begun.TryGetValue(plain, out var known):
                return known;
            case JsonTypeInfoKind.Object:
                var shape = begun[plain] = new PersonalShape();
                foreach (var member in info.Properties.Where(p => p.Get is not null))
                {
                    shape._members.Add(
                        member.Name,
                        Make(member.PropertyType, options, Mark.Find(member, info), $"{plain.Name}.{member.Name}", begun));
                }

                return shape._members.Values.FirstOrDefault(
                    m => m.Contact is { } contact && !shape._members.ContainsKey(contact)) is { } lost
                    ? throw new InvalidOperationException($"{plain.Name} has no member {lost.Contact} beside the name of a person.")
                    : shape;
            default:
                return HoldsText(plain) ? new PersonalShape { Kind = mark.Required(plain, place), Contact = mark.Contact } : Nothing;
        }
    }

    /// <summary>Whether a value may be any text: not a number, a truth value, a choice, or a time.</summary>
    private static bool HoldsText(Type type) =>
        !type.IsEnum && !type.IsPrimitive && type != typeof(DateTimeOffset) && type != typeof(TimeSpan)
        && type != typeof(DateOnly) && type != typeof(TimeOnly);

    /// <summary>The marks on a member, or on the parameter of its record.</summary>
    /// <param name="Personal">The mark, if it has one.</param>
    /// <param name="IsNotPersonal">Whether it has the other mark.</param>
    /// <param name="Contact">For a name: the JSON member that holds the contact.</param>
    private readonly record struct Mark(PersonalAttribute? Personal, bool IsNotPersonal, string? Contact)
    {
        public static Mark Find(JsonPropertyInfo member, JsonTypeInfo type)
        {
            var property = (PropertyInfo)member.AttributeProvider!;
            var parameters = property.DeclaringType!.GetConstructors().SelectMany(c => c.GetParameters()).Where(
                p => p.Name == property.Name);
            var mark = From(parameters.SelectMany(p => p.GetCustomAttributes()).Concat(property.GetCustomAttributes()));
            return mark.Personal is { Kind: Core.Privacy.Personal.Name } name
                ? mark with { Contact = FindContact(name, member, type) }
                : mark;
        }

        /// <summary>How a text may name a person, by the mark of its type or, where that has none, of its member.</summary>
        public Personal? Required(Type text, string place)
        {
            var ofType = From(text.GetCustomAttributes());
            return ofType.IsThere && IsThere
                ? throw new InvalidOperationException($"{place} is marked, and so is its type {text.Name}; remove the mark of the member.")
                : (ofType.IsThere ? ofType : this).Required(place);
        }

        private bool IsThere => IsNotPersonal || Personal is not null;

        private static Mark From(IEnumerable<Attribute> attributes)
        {
            var marks = attributes.ToList();
            return new Mark(marks.OfType<PersonalAttribute>().FirstOrDefault(), marks.OfType<NotPersonalAttribute>().Any(), null);
        }

        private Personal? Required(string place) => Personal is null == IsNotPersonal
            ? Personal?.Kind
            : throw new InvalidOperationException($"{place} is a text; mark it with [Personal(…)] or [NotPersonal], and not with both.");

        private static string FindContact(PersonalAttribute name, JsonPropertyInfo member, JsonTypeInfo type)
        {
            var of = name.Of ?? throw new InvalidOperationException(
                $"{type.Type.Name}.{member.Name} is a name; say which member holds the contact: "
                    + "[Personal(Personal.Name, Of = nameof(…))].");
            return type.Properties.FirstOrDefault(p => p.AttributeProvider is PropertyInfo property && property.Name == of)?.Name
                ?? JsonNamingPolicy.CamelCase.ConvertName(of);
        }
    }
}

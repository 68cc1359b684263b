using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PresenceOfMind.Dispatch.Core.Events;

namespace PresenceOfMind.Dispatch.Storage.Json;

/// <summary>
/// Leaves out the members marked with <see cref="OmitDefaultAttribute"/> where they have the default value of their type. A value is read
/// and compared as what it is, never as an object: <see cref="JsonPropertyInfo.ShouldSerialize"/> would box each number of each event.
/// </summary>
internal static class OmitDefaultJson
{
    /// <summary>How a member of a structure is read.</summary>
    private delegate TMember StructGetter<TOwner, out TMember>(ref TOwner owner);

    /// <summary>How a member of a structure is set.</summary>
    private delegate void StructSetter<TOwner, in TMember>(ref TOwner owner, TMember value);

    /// <summary>Makes the marked members of a type such that are left out; each keeps its place and all else that is known of it.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        var areAll = type.Type.IsDefined(typeof(OmitDefaultAttribute), inherit: false);
        for (var i = 0; i < type.Properties.Count; i++)
        {
            var member = type.Properties[i];
            if (member.AttributeProvider is PropertyInfo property
                && (areAll || property.IsDefined(typeof(OmitDefaultAttribute), inherit: false)))
            {
                var owner = property.DeclaringType!;
                var kind = owner.IsValueType ? typeof(StructMember<,>) : typeof(ClassMember<,>);
                var maker = (IMember)Activator.CreateInstance(kind.MakeGenericType(owner, property.PropertyType))!;
                type.Properties[i] = maker.Omit(member, property);
            }
        }
    }

    /// <summary>A member, whatever its type.</summary>
    private interface IMember
    {
        /// <summary>The member, left out where it has the default value.</summary>
        JsonPropertyInfo Omit(JsonPropertyInfo member, PropertyInfo property);
    }

    private abstract class Member<TOwner, TMember> : IMember
    {
        public JsonPropertyInfo Omit(JsonPropertyInfo member, PropertyInfo property)
        {
            var made = JsonMetadataServices.CreatePropertyInfo(member.Options, new JsonPropertyInfoValues<TMember>
            {
                IsProperty = true,
                IsPublic = true,
                DeclaringType = typeof(TOwner),
                PropertyName = property.Name,
                JsonPropertyName = member.Name,
                Getter = Getter(property.GetMethod!),
                Setter = member.Set is null ? null : Setter(property.SetMethod!),
                IgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
                NumberHandling = member.NumberHandling,
            });
            made.AttributeProvider = member.AttributeProvider;
            made.CustomConverter = member.CustomConverter;
            made.IsRequired = member.IsRequired;
            made.Order = member.Order;
            return made;
        }

        protected abstract Func<object, TMember?> Getter(MethodInfo method);

        protected abstract Action<object, TMember?> Setter(MethodInfo method);
    }

    private sealed class ClassMember<TOwner, TMember> : Member<TOwner, TMember>
        where TOwner : class
    {
        protected override Func<object, TMember?> Getter(MethodInfo method)
        {
            var get = method.CreateDelegate<Func<TOwner, TMember?>>();
            return owner => get((TOwner)owner);
        }

        protected override Action<object, TMember?> Setter(MethodInfo method)
        {
            var set = method.CreateDelegate<Action<TOwner, TMember?>>();
            return (owner, value) => set((TOwner)owner, value);
        }
    }

    private sealed class StructMember<TOwner, TMember> : Member<TOwner, TMember>
        where TOwner : struct
    {
        protected override Func<object, TMember?> Getter(MethodInfo method)
        {
            var get = method.CreateDelegate<StructGetter<TOwner, TMember?>>();
            return owner => get(ref Unsafe.Unbox<TOwner>(owner));
        }

        protected override Action<object, TMember?> Setter(MethodInfo method)
        {
            var set = method.CreateDelegate<StructSetter<TOwner, TMember?>>();
            return (owner, value) => set(ref Unsafe.Unbox<TOwner>(owner), value);
        }
    }
}

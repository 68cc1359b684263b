using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using PresenceOfMind.Access.Roles;

namespace PresenceOfMind.Architecture;

/// <summary>Components of the page reach what they show and do by the actions of <see cref="PageActionTable"/> alone.</summary>
public sealed class ComponentTests
{
    private const string ToParent = "Microsoft.AspNetCore.Components.EventCallback";

    private static readonly HashSet<string> Actions =
    [
        "PresenceOfMind.Web.Access.PageActions", "PresenceOfMind.Web.Access.AccessActions", "PresenceOfMind.Web.Access.OwnAccountActions",
    ];

    /// <summary>What signs in and tells who is signed in: it comes before every role.</summary>
    private static readonly HashSet<string> OfEverybody =
    [
        "PresenceOfMind.Access.Http.SignInService", "PresenceOfMind.Access.Http.PasskeyOffer",
        "PresenceOfMind.Access.Storage.AccessState",
    ];

    private static readonly string[] Locators =
    [
        "System.IServiceProvider", "Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions",
        "Microsoft.AspNetCore.Components.OwningComponentBase", "Microsoft.AspNetCore.Http.HttpContext::get_RequestServices",
    ];

    private static readonly AssemblyDefinition Web = House.Read("PresenceOfMind.Web");

    private static readonly List<TypeDefinition> Components = [.. Web.MainModule.Types.Where(IsComponent)];

    [Fact]
    public void A_component_finds_no_service_for_itself()
    {
        Assert.True(Components.Count >= 12, "No components were found.");
        Assert.Empty(Components.SelectMany(c => Locators.Intersect(TypeUses.Read(c)).Select(found => $"{c.Name} uses {found}")));
    }

    [Fact]
    public void A_component_calls_objects_of_other_projects_only_for_what_they_hold() => Assert.Empty(
        from component in Components
        from method in MethodsOf(component)
        from called in CallsOf(method)
        where called.HasThis && called.DeclaringType.FullName.StartsWith("PresenceOfMind.", StringComparison.Ordinal)
        let type = called.DeclaringType.Resolve()
        where type.Module != Web.MainModule && !OfEverybody.Contains(type.FullName) && !IsData(type)
        select $"{component.Name} calls {type.FullName}.{called.Name}: make it an action of PageActions.");

    [Fact]
    public void Each_event_of_a_component_does_an_action_of_the_table_or_tells_its_parent_or_signs_in()
    {
        var events = Components
            .SelectMany(c => MethodsOf(c).SelectMany(HandlersOf).Select(h => (Component: c.Name, Does: ReachedFrom(h))))
            .ToList();
        Assert.Empty(events.Where(e => e.Does.Count == 0).Select(e => $"An event of {e.Component} does nothing that this test knows."));
        var done = events
            .SelectMany(e => e.Does)
            .Select(d => d.Split("::"))
            .Where(d => Actions.Contains(d[0]))
            .Select(d => d[1].Replace("Async", "", StringComparison.Ordinal))
            .ToHashSet();
        Assert.Empty(done.Except(PageActionTable.Names));
        Assert.Empty(PageActionTable.Names
            .Where(name => PageActionTable.Find(name)!.Value.Needs is Permission.Work or Permission.Lead or Permission.ManageKeys)
            .Where(name => !name.StartsWith("List", StringComparison.Ordinal))
            .Except(done));
    }

    private static bool IsComponent(TypeDefinition type)
    {
        for (var at = type; at is not null; at = at.BaseType?.Resolve())
        {
            if (at.FullName == "Microsoft.AspNetCore.Components.ComponentBase")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A record, a struct, an exception or an interface of such: it holds something and reaches nothing.</summary>
    private static bool IsData(TypeDefinition type) => type.IsValueType
        || type.Methods.Any(m => m.Name == "<Clone>$")
        || type.FullName.EndsWith("Exception", StringComparison.Ordinal);

    private static IEnumerable<MethodDefinition> MethodsOf(TypeDefinition type) =>
        type.Methods.Where(m => m.HasBody).Concat(type.NestedTypes.SelectMany(MethodsOf));

    private static IEnumerable<MethodReference> CallsOf(MethodDefinition method) => method.Body.Instructions
        .Where(i => i.OpCode.Code is Code.Call or Code.Callvirt)
        .Select(i => (MethodReference)i.Operand);

    /// <summary>
    /// The methods that a method gives to the factory of event callbacks, without those that keep a field in step with an input.
    /// </summary>
    private static IEnumerable<MethodDefinition> HandlersOf(MethodDefinition method) => method.Body.Instructions
        .Where(i => i.OpCode.Code is Code.Call or Code.Callvirt
            && i.Operand is MethodReference { Name: "Create", DeclaringType.Name: "EventCallbackFactory" })
        .Select(HandlerBefore)
        .OfType<MethodDefinition>()
        .Where(h => !SetsFieldAlone(h));

    private static MethodDefinition? HandlerBefore(Instruction creation)
    {
        for (var at = creation.Previous; at is not null; at = at.Previous)
        {
            if (at.OpCode.Code is Code.Ldftn or Code.Ldvirtftn)
            {
                return ((MethodReference)at.Operand).Resolve();
            }
        }

        return null;
    }

    private static bool SetsFieldAlone(MethodDefinition handler) =>
        !CallsOf(handler).Any() && handler.Body.Instructions.Any(i => i.OpCode.Code is Code.Stfld);

    /// <summary>The actions, callbacks of the parent and services of everybody that a handler calls, itself or by what it calls.</summary>
    private static HashSet<string> ReachedFrom(MethodDefinition handler)
    {
        var (found, seen, next) = (new HashSet<string>(), new HashSet<MethodDefinition>(), new Stack<MethodDefinition>([handler]));
        while (next.TryPop(out var method))
        {
            if (!method.HasBody || !seen.Add(method))
            {
                continue;
            }

            foreach (var used in method.Body.Instructions.Select(i => i.Operand).OfType<MethodReference>())
            {
                var type = used.DeclaringType.GetElementType().FullName;
                if (Actions.Contains(type) || OfEverybody.Contains(type) || type.StartsWith(ToParent, StringComparison.Ordinal))
                {
                    found.Add($"{type}::{used.Name}");
                }
                else if (used.Resolve() is { } called && called.Module == Web.MainModule)
                {
                    next.Push(called);
                }
            }

            // What waits goes on in the type that the compiler makes of the method.
            foreach (var machine in method.Body.Variables.Select(v => v.VariableType.Resolve()).Where(t => t?.Module == Web.MainModule))
            {
                machine.GetMethods().Where(m => m.Name == "MoveNext").ToList().ForEach(next.Push);
            }
        }

        return found;
    }
}

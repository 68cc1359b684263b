using Mono.Cecil;

namespace PresenceOfMind.Architecture;

/// <summary>The built assemblies of the project, and what their types use.</summary>
internal static class House
{
    /// <summary>Who may know whom: a project knows only those to its left.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> MayKnow = new Dictionary<string, string[]>
    {
        ["PresenceOfMind.Protocol"] = [],
        ["PresenceOfMind.Engine"] = ["PresenceOfMind.Protocol"],
        ["PresenceOfMind.Server"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Engine"],
        ["PresenceOfMind.Client"] = ["PresenceOfMind.Protocol"],
        ["PresenceOfMind.Client.AspNetCore"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Client"],
        ["PresenceOfMind.Dispatch"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Client"],
        ["PresenceOfMind.Web"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Server", "PresenceOfMind.Client", "PresenceOfMind.Dispatch"],
        ["pom"] =
        [
            "PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Server", "PresenceOfMind.Client",
            "PresenceOfMind.Client.AspNetCore", "PresenceOfMind.Dispatch", "PresenceOfMind.Web",
        ],
    };

    public static AssemblyDefinition Read(string assembly) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    /// <summary>The types that somebody wrote: without those of compilers and code generators.</summary>
    public static IEnumerable<TypeDefinition> Written(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(t =>
            !t.FullName.StartsWith('<')
            && !t.FullName.StartsWith("OrleansCodeGen", StringComparison.Ordinal)
            && !t.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute"));

    /// <summary>A type's name without the mark of generic types.</summary>
    public static string Name(TypeDefinition type) => type.Name.Split('`')[0];

    /// <summary>Full names of all types, and members as <c>Type::Member</c>, that a type and those nested in it use.</summary>
    public static IReadOnlySet<string> Uses(TypeDefinition type)
    {
        var found = new HashSet<string>();
        Collect(type, found);
        return found;
    }

    private static void Collect(TypeDefinition type, HashSet<string> found)
    {
        Add(type.BaseType, found);
        foreach (var i in type.Interfaces)
        {
            Add(i.InterfaceType, found);
        }

        Attributes(type.CustomAttributes, found);
        foreach (var field in type.Fields)
        {
            Add(field.FieldType, found);
            Attributes(field.CustomAttributes, found);
        }

        foreach (var method in type.Methods)
        {
            Collect(method, found);
        }

        foreach (var nested in type.NestedTypes)
        {
            Collect(nested, found);
        }
    }

    private static void Collect(MethodDefinition method, HashSet<string> found)
    {
        Add(method.ReturnType, found);
        Attributes(method.CustomAttributes, found);
        foreach (var parameter in method.Parameters)
        {
            Add(parameter.ParameterType, found);
        }

        if (!method.HasBody)
        {
            return;
        }

        foreach (var variable in method.Body.Variables)
        {
            Add(variable.VariableType, found);
        }

        foreach (var instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference t:
                    Add(t, found);
                    break;
                case MemberReference m:
                    Add(m.DeclaringType, found);
                    found.Add($"{m.DeclaringType?.FullName}::{m.Name}");
                    break;
            }
        }
    }

    private static void Attributes(IEnumerable<CustomAttribute> attributes, HashSet<string> found)
    {
        foreach (var attribute in attributes)
        {
            Add(attribute.AttributeType, found);
        }
    }

    private static void Add(TypeReference? type, HashSet<string> found)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Add(generic.ElementType, found);
                foreach (var argument in generic.GenericArguments)
                {
                    Add(argument, found);
                }

                return;
            case TypeSpecification specification:
                Add(specification.ElementType, found);
                return;
            default:
                found.Add(type.FullName);
                return;
        }
    }
}

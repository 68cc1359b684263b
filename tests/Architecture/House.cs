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
}

using Mono.Cecil;

namespace PresenceOfMind.Architecture;

/// <summary>The built assemblies of the project.</summary>
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
        ["PresenceOfMind.Dispatch.Core"] = ["PresenceOfMind.Protocol"],
        ["PresenceOfMind.Dispatch.Rules"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Dispatch.Core"],
        ["PresenceOfMind.Dispatch.Storage"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Dispatch.Core"],
        ["PresenceOfMind.Dispatch"] =
        [
            "PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Client", "PresenceOfMind.Dispatch.Core",
            "PresenceOfMind.Dispatch.Rules", "PresenceOfMind.Dispatch.Storage",
        ],
        ["PresenceOfMind.Dispatch.Api"] =
        [
            "PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Dispatch.Core", "PresenceOfMind.Dispatch.Rules",
            "PresenceOfMind.Dispatch.Storage", "PresenceOfMind.Dispatch",
        ],
        ["PresenceOfMind.Access"] = ["PresenceOfMind.Protocol", "PresenceOfMind.Engine"],
        ["PresenceOfMind.Web"] =
        [
            "PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Server", "PresenceOfMind.Client", "PresenceOfMind.Dispatch.Core",
            "PresenceOfMind.Dispatch.Rules", "PresenceOfMind.Dispatch", "PresenceOfMind.Access",
        ],
        ["pom"] =
        [
            "PresenceOfMind.Protocol", "PresenceOfMind.Engine", "PresenceOfMind.Server", "PresenceOfMind.Client",
            "PresenceOfMind.Client.AspNetCore", "PresenceOfMind.Dispatch.Core", "PresenceOfMind.Dispatch.Rules", "PresenceOfMind.Dispatch.Storage",
            "PresenceOfMind.Dispatch", "PresenceOfMind.Dispatch.Api", "PresenceOfMind.Web", "PresenceOfMind.Access",
        ],
    };

    /// <summary>
    /// The assemblies whose namespaces are rooms with walls, and the folder below <c>src</c> with the source files of each.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Sources = new Dictionary<string, string>
    {
        ["PresenceOfMind.Protocol"] = "PresenceOfMind.Protocol",
        ["PresenceOfMind.Engine"] = "PresenceOfMind.Engine",
        ["PresenceOfMind.Server"] = "PresenceOfMind.Server",
        ["PresenceOfMind.Client"] = "PresenceOfMind.Client",
        ["PresenceOfMind.Client.AspNetCore"] = "PresenceOfMind.Client.AspNetCore",
        ["PresenceOfMind.Dispatch.Core"] = "PresenceOfMind.Dispatch.Core",
        ["PresenceOfMind.Dispatch.Rules"] = "PresenceOfMind.Dispatch.Rules",
        ["PresenceOfMind.Dispatch.Storage"] = "PresenceOfMind.Dispatch.Storage",
        ["PresenceOfMind.Dispatch"] = "PresenceOfMind.Dispatch",
        ["PresenceOfMind.Dispatch.Api"] = "PresenceOfMind.Dispatch.Api",
        ["PresenceOfMind.Access"] = "PresenceOfMind.Access",
        ["PresenceOfMind.Web"] = "PresenceOfMind.Web",
        ["pom"] = "PresenceOfMind.App",
    };

    public static AssemblyDefinition Read(string assembly) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    /// <summary>
    /// The types that somebody wrote: without those of compilers and code generators, which have namespaces of their own or are marked.
    /// </summary>
    public static IEnumerable<TypeDefinition> Written(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.Where(t =>
            t.Namespace.StartsWith(nameof(PresenceOfMind), StringComparison.Ordinal)
            && !t.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute"));

    /// <summary>A type's name without the mark of generic types.</summary>
    public static string Name(TypeDefinition type) => type.Name.Split('`')[0];
}

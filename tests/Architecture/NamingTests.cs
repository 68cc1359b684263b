using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PresenceOfMind.Architecture;

/// <summary>One name for one thing in signatures: endings of asynchronous methods, tokens and clocks.</summary>
public sealed partial class NamingTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Type[] TaskTypes =
        [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    private static readonly IReadOnlyList<MethodBase> Methods = [.. House.MayKnow.Keys.SelectMany(ReadMethods)];

    [Fact]
    public void A_method_ends_in_Async_if_and_only_if_it_returns_a_task() =>
        RequireNone(Methods.OfType<MethodInfo>()
            .Where(m => !IsDelegate(m) && Name(m).EndsWith("Async", StringComparison.Ordinal) != ReturnsTask(m)));

    [Fact]
    public void A_cancellation_token_is_named_cancellationToken() => CheckParameters(typeof(CancellationToken), "cancellationToken");

    [Fact]
    public void A_time_provider_is_named_time() => CheckParameters(typeof(TimeProvider), "time");

    private static void CheckParameters(Type type, string name) =>
        RequireNone(Methods.Where(m => m.GetParameters().Any(p => p.ParameterType == type && p.Name != name && !IsPositional(p))));

    private static void RequireNone(IEnumerable<MethodBase> methods)
    {
        var wrong = methods.Select(m => $"{m.DeclaringType!.FullName}: {m}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>
    /// The methods that somebody wrote and named: not lambdas, accessors, generated code, nor what another library names.
    /// </summary>
    private static IEnumerable<MethodBase> ReadMethods(string project)
    {
        var types = Assembly
            .Load(project)
            .GetTypes()
            .Where(t => t.Namespace?.StartsWith("PresenceOfMind", StringComparison.Ordinal) == true)
            .ToList();
        return types.SelectMany(t => t.GetMethods(Declared)).Where(IsWritten)
            .Concat<MethodBase>(types.Where(t => !t.Name.Contains('<')).SelectMany(t => t.GetConstructors(Declared)));
    }

    private static bool IsWritten(MethodInfo method)
    {
        if (LocalFunction().IsMatch(method.Name))
        {
            return true;
        }

        var type = method.DeclaringType!;
        return !method.IsSpecialName
            && !method.Name.Contains('<')
            && !type.Name.Contains('<')
            && !IsGenerated(method) && !IsGenerated(type)
            && method.GetBaseDefinition() == method
            && !ImplementsForeignInterface(method, type)
            && !(method.Name == "Main" && type.Assembly.EntryPoint?.DeclaringType == type);
    }

    private static bool IsGenerated(MemberInfo member) =>
        member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
        || member.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is not null;

    private static bool ImplementsForeignInterface(MethodInfo method, Type type) =>
        !type.IsInterface && type.GetInterfaces()
            .Where(i => !House.MayKnow.ContainsKey(i.Assembly.GetName().Name!))
            .Any(i => type.GetInterfaceMap(i).TargetMethods.Contains(method));

    private static bool ReturnsTask(MethodInfo method)
    {
        var type = method.ReturnType;
        return TaskTypes.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }

    private static bool IsDelegate(MethodInfo method) => typeof(Delegate).IsAssignableFrom(method.DeclaringType);

    /// <summary>A positional record's parameter is named as the property that it makes.</summary>
    private static bool IsPositional(ParameterInfo parameter) =>
        parameter.Member is ConstructorInfo && parameter.Member.DeclaringType!.GetProperty(parameter.Name!, Declared) is not null;

    private static string Name(MethodInfo method) =>
        LocalFunction().Match(method.Name) is { Success: true } local ? local.Groups[1].Value : method.Name;

    [GeneratedRegex(@"g__(\w+)\|")]
    private static partial Regex LocalFunction();
}

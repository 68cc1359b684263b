using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Dispatch.Rules.Explanations;
using PresenceOfMind.Dispatch.Storage.Json;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>
/// Serializes what messages between grains hold: commands, refusals, views, settings, explanations, enums. All of it is written as JSON
/// with its own type, so a derived type is read as itself. The messages have codecs that Orleans generates. Within a silo messages are not
/// copied.
/// </summary>
internal static class MessageCodec
{
    private static readonly Assembly[] Assemblies =
    [
        typeof(TeamCommand).Assembly,
        typeof(WorkerExplanation).Assembly,
        typeof(MessageCodec).Assembly,
    ];

    /// <summary>A command may hold settings that are as deep as the deepest JSON that is read.</summary>
    private static readonly JsonSerializerOptions Options = new(DurableJson.Options) { MaxDepth = 2 * DispatchJson.MaxDepth };

    /// <summary>Adds the codec to the serializer of the silo.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddMessageCodec(this IServiceCollection services) =>
        services.AddSerializer(serializer => serializer.AddJsonSerializer(IsContent, Options));

    /// <summary>Whether a type is one of the dispatcher's that Orleans generates no codec for.</summary>
    private static bool IsContent(Type type) =>
        Assemblies.Contains(type.Assembly) && !type.IsInterface && !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
}

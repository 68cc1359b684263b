namespace PresenceOfMind.Engine.Grains;

/// <summary>Makes references to grains.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>
    /// A reference to a grain. The engine's own way reads the interface's attributes at each call, which takes longer than
    /// many a call itself; this remembers what they said.
    /// </summary>
    /// <typeparam name="TGrain">The grain's interface, which one class implements.</typeparam>
    /// <param name="grains">The engine.</param>
    /// <param name="key">The grain's key.</param>
    public static TGrain Grain<TGrain>(this IGrainFactory grains, string key)
        where TGrain : IGrainWithStringKey
    {
        if (Kind<TGrain>.Known is not { } kind)
        {
            var first = grains.GetGrain<TGrain>(key);
            Kind<TGrain>.Known = new Identity(first.GetGrainId().Type, ((GrainReference)(object)first).InterfaceType);
            return first;
        }

        return (TGrain)grains.GetGrain(GrainId.Create(kind.Type, key), kind.Interface);
    }

    private sealed record Identity(GrainType Type, GrainInterfaceType Interface);

    private static class Kind<TGrain>
    {
        public static volatile Identity? Known;
    }
}

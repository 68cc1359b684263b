using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Server.Composing;

/// <summary>A person's published presence: the state, and the document, which is made only for those who ask for it.</summary>
internal sealed class Composition
{
    private readonly Lazy<byte[]> _document;

    /// <summary>Composes what devices say.</summary>
    /// <param name="user">The person's name, which the document's person has for an id.</param>
    /// <param name="displayName">The name for people to read; null for none.</param>
    /// <param name="devices">The devices; not to be changed later.</param>
    /// <param name="rules">How they become one.</param>
    public Composition(string user, string? displayName, IReadOnlyList<Device> devices, PresenceRules rules)
    {
        var verdict = rules.Decide(devices);
        State = rules.Told(verdict?.State ?? PresenceState.Unavailable);
        Deciding = (Device?)verdict?.Device;
        _document = new Lazy<byte[]>(
            () => PidfWriter.Write(new MergedDocument(user, displayName, devices, rules).Compose(Deciding, State)));
    }

    private Composition(PresenceState state)
    {
        State = state;
        _document = new Lazy<byte[]>(() => PidfWriter.Write(MergedDocument.Compose(state)));
    }

    /// <summary>A person who is not in the directory.</summary>
    public static Composition Unknown { get; } = new(PresenceState.Unknown);

    /// <summary>The composed state.</summary>
    public PresenceState State { get; }

    /// <summary>The device whose word it is; null where no rule decides.</summary>
    public Device? Deciding { get; }

    /// <summary>The PIDF document of all that is known, without an entity. One instance, which all watchers share.</summary>
    public byte[] Document => _document.Value;

    /// <summary>Whether a watcher would see the same in both.</summary>
    public bool LooksLike(Composition other) =>
        ReferenceEquals(this, other) || (State == other.State && Document.AsSpan().SequenceEqual(other.Document));
}

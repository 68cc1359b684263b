using System.Runtime.InteropServices;

namespace PresenceOfMind.Protocol.Pidf;

/// <summary>The ids of one document: names, each once (xs:ID).</summary>
internal sealed class PidfIds
{
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<string, int> _last = [];

    internal string MakeUnique(string wanted)
    {
        var name = XmlChars.Name(wanted);
        var id = name;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, name, out var again);
        number = again ? number : 1;
        while (!_taken.Add(id))
        {
            number++;
            id = $"{name}-{number}";
        }

        return id;
    }
}

namespace PresenceOfMind.Protocol;

/// <summary>The ids of one document: names, each once (xs:ID).</summary>
internal sealed class PidfIds
{
    private readonly HashSet<string> _taken = [];

    internal string Take(string wanted)
    {
        var name = XmlChars.Name(wanted);
        var id = name;
        for (var n = 2; !_taken.Add(id); n++)
        {
            id = $"{name}-{n}";
        }

        return id;
    }
}

namespace PresenceOfMind.Server.Nodes;

/// <summary>A user on a node, which is where sessions and what they hold are: <c>node|user</c>.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="User">The user's name in small letters.</param>
internal sealed record NodeUser(string Node, string User)
{
    public static NodeUser Parse(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        return new NodeUser(key[..bar], key[(bar + 1)..]);
    }

    public static string Key(string node, string user) => $"{node}|{user.ToLowerInvariant()}";

    public override string ToString() => Key(Node, User);
}

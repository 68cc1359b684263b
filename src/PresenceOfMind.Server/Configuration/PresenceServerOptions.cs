using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Configuration;

/// <summary>How the server behaves. Defaults are those of a real node where PWS names one.</summary>
public sealed record PresenceServerOptions
{
    /// <summary>This node's name, with its port where it is not the usual one. Default <c>localhost</c>.</summary>
    public string NodeName { get; set; } = "localhost";

    /// <summary>
    /// The nodes that this process plays, in the order in which each stands in for the one before. Default none: one by <see
    /// cref="NodeName"/>.
    /// </summary>
    public IList<PresenceNode> Nodes { get; set; } = [];

    /// <summary>
    /// Users' home nodes by name. Others are spread over the nodes; application users are at home everywhere. Default none.
    /// </summary>
    public IDictionary<string, string> Homes { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// The domains whose users are people of this system, beside the node's name and the host that a request was sent to.
    /// Default <c>localhost</c> and <c>127.0.0.1</c>.
    /// </summary>
    public IList<string> Domains { get; set; } = ["localhost", "127.0.0.1"];

    /// <summary>
    /// The ports that callbacks reach; an endpoint on another hears nothing (PWS). Default 80, 81, 82, 443, 8000, 8008, 8080, 8081,
    /// 8088, 8443, 8888.
    /// </summary>
    public ISet<int> CommonPorts { get; set; } = new HashSet<int>(Protocol.CommonPorts.Default);

    /// <summary>Networks that no callback may reach, as <c>address/bits</c>. Default link-local, where metadata services live.</summary>
    public IList<string> ForbiddenNetworks { get; set; } = [.. Engine.Network.ForbiddenNetworks.Default];

    /// <summary>How long a callback may take. Default 5 s, from 0.1 s.</summary>
    public TimeSpan CallbackTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Callbacks under way at once to one host. Default 8, at least 1.</summary>
    public int CallbacksPerHost { get; set; } = 8;

    /// <summary>Callbacks under way at once in all. Default 128, at least 1.</summary>
    public int Callbacks { get; set; } = 128;

    /// <summary>Whether a notification that the endpoint did not take is retried. Default false.</summary>
    public RedeliverOptions Redeliver { get; set; } = new();

    /// <summary>Endpoints of one application user (138 above). Default 100.</summary>
    public int MaxEndpoints { get; set; } = 100;

    /// <summary>Subscriptions of one end user (139 above). Default 100.</summary>
    public int MaxSubscriptions { get; set; } = 100;

    /// <summary>Contacts of one subscription (135 above). Default 5,000.</summary>
    public int MaxContacts { get; set; } = PwsFacts.MostContacts;

    /// <summary>Bytes of a request's body (150 above). Default 1 MiB.</summary>
    public int MaxBody { get; set; } = 1024 * 1024;

    /// <summary>Bytes of a request's line, in which 5,000 contacts may stand (status 414 above). Default 512 KiB.</summary>
    public int MaxRequestLine { get; set; } = 512 * 1024;

    /// <summary>Wrong passwords of one user within a minute, after which none is looked at (114). Default 10.</summary>
    public int FailedLoginsPerMinute { get; set; } = 10;

    /// <summary>A session without a request for so long, and without a live endpoint or subscription, ends. Default 24 h.</summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(24);

    /// <summary>When notifications are held back.</summary>
    public LoadOptions Load { get; set; } = new();

    /// <summary>How the word of several devices becomes one presence.</summary>
    public PresenceRulesOptions PresenceRules { get; set; } = new();
}

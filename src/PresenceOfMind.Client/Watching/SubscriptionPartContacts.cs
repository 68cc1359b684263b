using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Watching;

/// <summary>Whom a part watches, whom its subscription holds as far as is known, and what is to be sent so that both agree.</summary>
internal sealed class SubscriptionPartContacts
{
    /// <summary>Contacts to be removed stand in the path of a request, which is to stay short.</summary>
    private const int MostPath = 4000;

    private const int MostForgotten = 64;

    private readonly Dictionary<string, WatchedContact> _wanted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _held = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOver = new(StringComparer.Ordinal);
    private readonly HashSet<string> _strangers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private bool _isFirst = true;
    private long _answers;
    private int _seen;

    /// <summary>The change that is under way.</summary>
    public long? Running { get; set; }

    /// <summary>How many there is no room for any more: those that are watched, and those that the subscription still holds.</summary>
    public int Room => _wanted.Count + _leftOver.Count;

    public bool IsEmpty => _wanted.Count == 0;

    public IEnumerable<WatchedContact> All => _wanted.Values;

    /// <summary>Whether the subscription does not hold exactly those that are watched.</summary>
    public bool Differ => _missing.Count > 0 || _leftOver.Count > 0;

    /// <summary>Whether the subscription does not hold all that are watched.</summary>
    public bool Lack => _missing.Count > 0;

    /// <summary>The contacts as they were given.</summary>
    public IReadOnlyList<string> Given() => [.. _wanted.Values.Select(c => c.Given)];

    /// <summary>Whether a contact is one of those that are watched.</summary>
    public bool Contains(WatchedContact contact) => _wanted.ContainsKey(contact.Key);

    public void Add(WatchedContact contact)
    {
        _wanted.Add(contact.Key, contact);
        if (!_leftOver.Remove(contact.Key))
        {
            _missing.Add(contact.Key);
        }
    }

    public void Remove(WatchedContact contact)
    {
        _wanted.Remove(contact.Key);
        _seen -= contact.Seen ? 1 : 0;
        if (!_missing.Remove(contact.Key))
        {
            _leftOver.Add(contact.Key);
        }
    }

    /// <summary>A subscription was made with these.</summary>
    public void Begin(IReadOnlyList<string> sent)
    {
        Drop();
        Hold(sent);
        Settle();
    }

    /// <summary>There is no subscription.</summary>
    public void Drop()
    {
        Running = null;
        _held.Clear();
        _sent.Clear();
        _leftOver.Clear();
        _strangers.Clear();
        _added.Clear();
        _isFirst = true;
        _seen = 0;
        foreach (var contact in _wanted.Values)
        {
            contact.Seen = false;
            _missing.Add(contact.Key);
        }
    }

    /// <summary>The next change to send: those that are of no use go first, since they take room.</summary>
    public (bool Add, IReadOnlyList<string> Contacts) Next()
    {
        if (_leftOver.Count == 0)
        {
            return (true, Sent([.. _missing.Select(key => _wanted[key].Given)]));
        }

        var length = 0;
        return (
            false,
            [.. _leftOver.Select(key => _held.GetValueOrDefault(key, key)).TakeWhile(
                (c, i) => i == 0 | (length += c.Length + 1) <= MostPath)]);
    }

    /// <summary>A change was made.</summary>
    public void Changed(bool add, IReadOnlyList<string> contacts)
    {
        Running = null;
        if (add)
        {
            Hold(contacts);
            _added.UnionWith(contacts.Select(WatchedContacts.KeyOf));
        }
        else
        {
            foreach (var contact in contacts)
            {
                _held.Remove(WatchedContacts.KeyOf(contact));
            }
        }

        Settle();
    }

    /// <summary>A change failed, and may have been made all the same.</summary>
    public void Failed(bool add, IReadOnlyList<string> contacts)
    {
        Running = null;
        if (add)
        {
            // Whom nobody wants any more must go, if it came.
            Hold(contacts.Where(c => !_wanted.ContainsKey(WatchedContacts.KeyOf(c))));
        }
        else
        {
            // Whom somebody wants again must come again, if it went.
            foreach (var key in contacts.Select(WatchedContacts.KeyOf).Where(_wanted.ContainsKey))
            {
                _held.Remove(key);
            }
        }

        Settle();
    }

    /// <summary>A fetch begins: whom the subscription holds now is to be in its answer.</summary>
    public void Ask() => _added.Clear();

    /// <summary>
    /// Fits an answer to the contacts. Ids are reused, so one may stand for another user's subscription where the server
    /// lost ours: then others are in the answer than before, or some are missing that were there before.
    /// </summary>
    public AnswerMatch Recognize(IReadOnlyList<ContactPresence> answer, WatchedContacts book, SubscriptionPart part, NodeNames nodes)
    {
        _answers++;
        var told = Match(answer, book, part, nodes);
        var (again, strangers) = (0, new List<string>());
        for (var i = 0; i < told.Length; i++)
        {
            if (told[i] is not { } contact)
            {
                if (!_sent.Contains(WatchedContacts.KeyOf(answer[i].ContactUri)))
                {
                    strangers.Add(answer[i].ContactUri);
                }
            }
            else
            {
                again += contact.Seen && contact.Answer != _answers ? 1 : 0;
                contact.Answer = _answers;
            }
        }

        var missing = _wanted.Values.Where(c => c.Answer != _answers && _held.ContainsKey(c.Key) && !_added.Contains(c.Key)).ToList();
        var other = !_isFirst && (again < _seen || !strangers.TrueForAll(_strangers.Contains));
        var found = new AnswerMatch(told, missing, strangers, _isFirst, other);
        if (!other)
        {
            Accept(found);
        }

        return found;
    }

    private void Accept(AnswerMatch found)
    {
        _isFirst = false;
        _strangers.Clear();
        _strangers.UnionWith(found.Strangers);
        foreach (var contact in found.Told)
        {
            if (contact is { Seen: false })
            {
                contact.Seen = true;
                _seen++;
            }
        }

        Forget();
    }

    // By what the spelling means; else by the user alone, where one of both domains is a node's and there is one such contact only.
    private WatchedContact?[] Match(IReadOnlyList<ContactPresence> answer, WatchedContacts book, SubscriptionPart part, NodeNames nodes)
    {
        var told = new WatchedContact?[answer.Count];
        for (var i = 0; i < told.Length; i++)
        {
            told[i] = book.Find(answer[i].ContactUri) is { } contact && contact.Part == part ? contact : null;
        }

        ILookup<string, WatchedContact>? byUser = null;
        for (var i = 0; i < told.Length; i++)
        {
            var key = told[i] is null ? WatchedContacts.KeyOf(answer[i].ContactUri) : "";
            if (told[i] is not null || _sent.Contains(key) || key.LastIndexOf('@') < 0)
            {
                continue;
            }

            byUser ??= _wanted.Values.Except(told.OfType<WatchedContact>()).ToLookup(
                c => WatchedContacts.Split(c.Key).User,
                StringComparer.Ordinal);
            var same = byUser[WatchedContacts.Split(key).User].Where(c => nodes.MayBeSame(c.Key, key)).Take(2).ToList();
            if (same is [var one])
            {
                told[i] = one;
                book.Learn(answer[i].ContactUri, one);
            }
        }

        return told;
    }

    // What was removed before this answer can be in none that follows.
    private void Forget()
    {
        if (Running is null && _sent.Count > MostForgotten + (2 * (_held.Count + _wanted.Count)))
        {
            _sent.Clear();
            _sent.UnionWith(_held.Keys);
            _sent.UnionWith(_wanted.Keys);
        }
    }

    private IReadOnlyList<string> Sent(IReadOnlyList<string> contacts)
    {
        _sent.UnionWith(contacts.Select(WatchedContacts.KeyOf));
        return contacts;
    }

    private void Hold(IEnumerable<string> contacts)
    {
        foreach (var contact in contacts)
        {
            var key = WatchedContacts.KeyOf(contact);
            _sent.Add(key);
            _held[key] = contact;
        }
    }

    private void Settle()
    {
        _missing.Clear();
        _missing.UnionWith(_wanted.Keys.Where(key => !_held.ContainsKey(key)));
        _leftOver.Clear();
        _leftOver.UnionWith(_held.Keys.Where(key => !_wanted.ContainsKey(key)));
    }
}

using PresenceOfMind.Dispatch.Core.State;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>Goes through the workers who could take a task of a demand, whatever rules there are about pairs.</summary>
/// <param name="slots">The workers by slot.</param>
/// <param name="demand">The demand.</param>
internal struct AbleWalk(List<Worker?> slots, Demand demand)
{
    private readonly SlotSet _match = demand.Match;
    private readonly SlotSet _ready = demand.Group.Ready;
    private readonly SlotSet _room = demand.Room.Workers;
    private int _index = -1;
    private ulong _word;

    public readonly Worker Current => slots[(_index * SlotSet.BitsPerWord) + SlotSet.Lowest(_word)]!;

    public readonly AbleWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        _word &= _word - 1;
        while (_word == 0)
        {
            if (++_index >= _match.Words.Length)
            {
                return false;
            }

            _word = _match.Words[_index] & _ready[_index] & _room[_index];
        }

        return true;
    }
}

const KEYS = [
  ['1', ''],
  ['2', 'abc'],
  ['3', 'def'],
  ['4', 'ghi'],
  ['5', 'jkl'],
  ['6', 'mno'],
  ['7', 'pqrs'],
  ['8', 'tuv'],
  ['9', 'wxyz'],
  ['*', ''],
  ['0', ''],
  ['#', ''],
] as const;
const NAMES: Record<string, string> = { '*': 'star', '#': 'pound' };

/** What the caller has in hand: what the line does, words, keys, silence, and the way out. */
export function Handset() {
  return (
    <section class="card handset" aria-labelledby="handset-heading" hidden>
      <header>
        <h2 id="handset-heading">On the line</h2>
        <p id="line" role="status" />
      </header>
      <form id="say">
        <label for="words">What the caller says</label>
        <div class="words">
          <input id="words" name="words" autocomplete="off" maxlength={500} enterkeyhint="send" />
          <button type="button" id="microphone" class="secondary" aria-pressed="false" hidden>
            Speak
          </button>
          <button type="submit">Say</button>
        </div>
      </form>
      <fieldset class="keypad" id="keypad">
        <legend>Keys</legend>
        {KEYS.map(([key, letters]) => (
          <button type="button" class="secondary" data-key={key} aria-label={NAMES[key] ?? key}>
            {key}
            <small aria-hidden="true">{letters}</small>
          </button>
        ))}
      </fieldset>
      <div class="dialled" id="dialled" hidden>
        <p>The agent’s telephone rings.</p>
        <div>
          <button type="button" class="secondary" data-dialled="completed">
            Answered, then hung up
          </button>
          <button type="button" class="secondary" data-dialled="no-answer">
            Nobody answers
          </button>
          <button type="button" class="secondary" data-dialled="busy">
            Busy
          </button>
        </div>
      </div>
      <div class="last">
        <button type="button" id="nothing" class="secondary">
          Say nothing
        </button>
        <button type="button" id="hang-up">
          Hang up
        </button>
      </div>
      <div class="ways">
        <label id="aloud-choice" hidden>
          <input type="checkbox" id="aloud" checked /> Spoken aloud
        </label>
        <label>
          <input type="checkbox" id="impatient" /> Time out as Twilio does
        </label>
      </div>
    </section>
  );
}

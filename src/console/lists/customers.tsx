import type { Customer } from '../../customers/index.ts';
import { Empty } from '../empty.tsx';
import type { View } from '../page.tsx';
import { LongWhen } from '../when.tsx';
import { nameOf, plural, valueWords } from '../words.ts';

type Props = { rows: Customer[]; q: string; most: number; view: View };

/** Finds a customer by the beginning of name, id, e-mail address or number. */
export function CustomersPage({ rows, q, most, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Customers</h1>
        <p>{rows.length === most ? `The first ${most}` : plural(rows.length, 'customer')}</p>
      </div>
      <search>
        <form class="filters" method="get" action="/customers">
          <label class="long">
            <span>Name, id, e-mail address or telephone number begins with</span>
            <input type="search" name="q" value={q} autocomplete="off" maxlength={200} />
          </label>
          <button type="submit" class="secondary">
            Find
          </button>
        </form>
      </search>
      {rows.length === 0 ? (
        q ? (
          <Empty heading={`Nobody is found by “${q}”.`}>
            Try less of the name, or the number with its country code. <a href="/customers">Show all</a>
          </Empty>
        ) : (
          <Empty heading="There are no customers yet.">
            Import a history with <code>beforehand import</code>, or send <code>POST /v1/identify</code>.
          </Empty>
        )
      ) : (
        <div class="scroll">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Id</th>
                <th scope="col">E-mail</th>
                <th scope="col">Telephone</th>
                <th scope="col">Time zone</th>
                <th scope="col">First seen</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr data-row={row.id}>
                  <td>
                    <a href={`/customers/${encodeURIComponent(row.id)}`}>{nameOf(row)}</a>
                  </td>
                  <td>{row.id}</td>
                  <td>{valueWords(row.traits.email)}</td>
                  <td>{valueWords(row.traits.phone)}</td>
                  <td>{valueWords(row.timeZone)}</td>
                  <td>
                    <LongWhen at={row.firstSeen} zone={view.zone} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
